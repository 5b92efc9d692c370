/**
 * F9: this computer among the others of the branch. What part it plays is said here once; below stands whom it sees, so that
 * whoever sets it up sees at once whether it works.
 */
import { useQuery } from '@tanstack/react-query'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HubComputer, HubState } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useMomentWords } from '../ui/moments.ts'
import { Chip } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Choice } from './Choice.tsx'
import './computers.css'
import { standLooks } from './stands.ts'

export function View() {
  const { t } = useTranslation('computers')
  const { data: hub, error } = useQuery(queries.hub)
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!hub) return null
  return (
    <div className="computers">
      <section>
        <p className="m">{t('say')}</p>
        <Choice key={JSON.stringify(hub.setting)} hub={hub} />
      </section>
      <Enrolling />
      <Leaving />
      <section>
        <h2>{t('now')}</h2>
        <Stand hub={hub} />
        {hub.computers.length > 0 && <Computers hub={hub} />}
        {hub.computers.length === 0 && hub.setting.role !== 'alone' && <p className="m">{t('none')}</p>}
      </section>
    </div>
  )
}

/** Said only while this computer is not enrolled: what keeps it from that. */
function Enrolling() {
  const { t } = useTranslation('computers')
  const { code: here } = useDesk().workspace.branch
  const { data: exchange } = useQuery(queries.exchange)
  if (exchange?.state !== 'notEnrolled') return null
  const { obstacle } = exchange
  return (
    <div>
      <p className="computers-stand">
        <Chip tone="warn" icon={standLooks.notEnrolled.icon}>
          {t('state.notEnrolled')}
        </Chip>
      </p>
      {obstacle && <p>{t(`window:exchange.obstacle.${obstacle.why}`, { branch: obstacle.branch, here })}</p>}
    </div>
  )
}

/** Whether this computer may be taken away: only what headquarters has survives it, and what it lacks is named. */
function Leaving() {
  const { t } = useTranslation('computers')
  const { data: left } = useQuery(queries.leaving)
  if (!left) return null
  const kinds = (['records', 'files', 'drafts', 'tray'] as const).filter((kind) => left[kind] > 0)
  const free = kinds.length === 0
  return (
    <p className="computers-stand">
      <Chip tone={free ? 'ok' : 'warn'} icon={free ? ShieldCheck : ShieldAlert}>
        {t(free ? 'leaving.free' : 'leaving.not')}
      </Chip>
      {!free && <span className="m">{kinds.map((kind) => t(`leaving.left.${kind}`, left)).join(' ')}</span>}
    </p>
  )
}

function Stand({ hub }: { hub: HubState }) {
  const { t } = useTranslation('computers')
  const moment = useMomentWords()
  const { icon, tone } = standLooks[hub.state]
  return (
    <>
      <p className="computers-stand" role="status">
        <Chip tone={tone} icon={icon} fill={tone === 'bad'}>
          {t(`state.${hub.state}`)}
        </Chip>
        <span className="m">{t('since', { time: moment(hub.since) })}</span>
      </p>
      <p>{t(`means.${hub.state}`)}</p>
      {hub.addresses.length > 0 && (
        <p>
          {t('typeThere')} <b className="n computers-address">{hub.addresses.join(' · ')}</b>
        </p>
      )}
      {hub.setting.role !== 'alone' && <p className="m">{t('held', { records: hub.records, lines: hub.lines })}</p>}
    </>
  )
}

function Computers({ hub }: { hub: HubState }) {
  const { t } = useTranslation('computers')
  const moment = useMomentWords()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('window')}</th>
          <th scope="col">{t('address')}</th>
          <th scope="col">{t('contact')}</th>
          <th scope="col">{t('last')}</th>
          <th scope="col">{t('holds')}</th>
        </tr>
      </thead>
      <tbody>
        {hub.computers.map((one) => (
          <tr key={one.window + one.address} className={one.here ? '' : 'm'}>
            <td>
              <b>{t('window:windowLetter', { letter: one.window })}</b>
            </td>
            <td className="n">{one.address}</td>
            <td className={`n ${one.here ? '' : 'warn'}`}>
              {one.here ? moment(one.since) : t('lost', { time: moment(one.lastContactAt) })}
            </td>
            <td className="n">{moment(one.lastContactAt)}</td>
            <td className="n">{holds(one, hub, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function holds(
  { records, here }: HubComputer,
  hub: HubState,
  t: ReturnType<typeof useTranslation<'computers'>>['t'],
): string {
  // Of one that is away nobody knows what it holds by now.
  if (records === null || !here) return ''
  return records >= hub.records ? t('holdsAll') : t('holdsPart', { records, of: hub.records })
}
