/** What happened before this start, or does not stand as it should: papers kept out of force, a new line after a restore, slips never printed. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { hearsOfNoBody } from '../../domain/people/branch.ts'
import { queries } from '../api.ts'
import { useFaultWords } from '../formsAdmin/FaultList.tsx'
import { dotted } from '../ui/dates.ts'
import { useDesk } from './workspace.ts'
import { useWriter } from './writer.ts'

/** `closes`: said once; the others go when what they say is over. */
export type Notice = { key: string; look: 'warn' | 'bad'; title: string; text: string; closes: boolean }

const FAULTS_NAMED = 2
const SLIPS_NAMED = 3

export function useNotices(): Notice[] {
  const { t } = useTranslation('window')
  const { workspace, person } = useDesk()
  const { branch, faults, recovery, warnings } = workspace
  const words = useFaultWords()
  const writer = useWriter()
  const moving = useQuery({ ...queries.today, enabled: person.role !== 'clerk' }).data?.total ?? 0
  const { data: unprinted = [] } = useQuery(queries.unprinted)
  // Who can see to the calendar hears of it; a wrong clock is everybody's.
  const heard = warnings.filter(({ code }) => code === 'oldTimeZones' || person.role !== 'clerk')
  const notices: (Notice | false)[] = [
    writer === 'gone' && {
      ...{ key: 'writer', look: 'warn', closes: false },
      ...{ title: t('banner.writerGone'), text: t('banner.writerGoneSafe') },
    },
    faults.length > 0 && {
      ...{ key: 'faults', look: 'bad', closes: true },
      title: t('banner.faults', { count: faults.length }),
      text: [
        t('banner.faultsSafe'),
        faults
          .slice(0, FAULTS_NAMED)
          .map((fault) => `${fault.file}: ${fault.path} — ${words(fault)}`)
          .join('; '),
      ].join(' '),
    },
    recovery.rescued !== null && {
      ...{ key: 'rescued', look: 'bad', closes: false },
      ...{ title: t('banner.rescued', { day: dotted(recovery.rescued) }), text: t('banner.rescuedSafe') },
    },
    recovery.altered > 0 && {
      ...{ key: 'altered', look: 'bad', closes: false },
      ...{ title: t('banner.altered', { count: recovery.altered }), text: t('banner.alteredWhat') },
    },
    recovery.missing > 0 && {
      ...{ key: 'missing', look: 'bad', closes: false },
      ...{ title: t('banner.missing', { count: recovery.missing }), text: t('banner.missingWhat') },
    },
    recovery.newLine !== null && {
      ...{ key: 'line', look: 'warn', closes: true },
      title: t(`banner.line.${recovery.newLine}`),
      text: [t('banner.lineSafe'), recovery.drafts > 0 && t('banner.drafts', { count: recovery.drafts })]
        .filter(Boolean)
        .join(' '),
    },
    moving > 0 && {
      ...{ key: 'today', look: 'warn', closes: true },
      ...{ title: t('rising:today.notice', { count: moving }), text: t('rising:today.noticeWhere') },
    },
    unprinted.length > 0 && {
      // Put away, it stays away until there is another one.
      ...{ key: `unprinted ${unprinted[0]}`, look: 'warn', closes: true },
      title: t('banner.unprinted', { count: unprinted.length }),
      text: t('banner.unprintedSafe', {
        numbers: unprinted.slice(0, SLIPS_NAMED).join(', '),
        more:
          unprinted.length > SLIPS_NAMED ? t('banner.unprintedMore', { count: unprinted.length - SLIPS_NAMED }) : '',
      }),
    },
    heard.length > 0 && {
      ...{ key: 'warnings', look: 'warn', closes: true },
      title: t('banner.warnings'),
      text: heard.map((one) => t(`banner.${one.code}`, one)).join(' · '),
    },
    hearsOfNoBody(person, branch) && {
      ...{ key: 'outside', look: 'warn', closes: true },
      ...{ title: t('banner.noOutsideBody'), text: t('banner.noOutsideBodyWhy') },
    },
  ]
  return notices.filter((one) => one !== false)
}
