/** All cases of one person, from a case or by number with a reason; each opening is a look and stands in the log. */
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CaseRow, LookReason, PersonCard, PersonNumber } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { printDuplicate } from '../queue/duplicate.ts'
import { StateChip } from '../queue/StateChip.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { Opening } from '../ui/Opening.tsx'
import { Button, Key } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import './customers.css'
import { WhyLook } from './WhyLook.tsx'

type Of = { case: string } | { number: PersonNumber }

const kinds: readonly PersonNumber['kind'][] = ['iin', 'bin', 'phone']

/** `/person/case/<id>`, `/person/iin/<number>`, `/person/phone/<E.164>`. */
export function Person({ by, value }: { by: string; value: string }) {
  const of: Of = useMemo(() => {
    const kind = kinds.find((one) => one === by)
    return kind ? { number: { kind, value: decodeURIComponent(value) } } : { case: value }
  }, [by, value])
  const { t } = useTranslation('customers')
  const [, go] = useLocation()
  const [look] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState<LookReason | null>(null)
  const asked = useQuery({
    queryKey: ['cases', 'person', look, reason],
    queryFn: () => api.customers.person({ of, look, reason }),
    enabled: 'case' in of || reason !== null,
  })
  const back = () => go('case' in of ? `/case/${of.case}` : '/queue')
  const { data } = asked
  if (asked.error) return <div className="waiting bad">{t('ui:broken', { why: asked.error.message })}</div>
  if ('number' in of && !data?.ok) {
    const why = data && t(data.refusal.code === 'reasonNeeded' ? 'why.more' : `refused.${data.refusal.code}`)
    return <WhyLook who={whoOf(of.number, t)} refused={why} onReason={setReason} onBack={back} />
  }
  if (!data) return <Opening />
  if (!data.ok) return <div className="waiting bad">{t(`refused.${data.refusal.code}`)}</div>
  return <Cards people={data.people} onBack={back} />
}

/** `ИИН …0123` */
const whoOf = ({ kind, value }: PersonNumber, t: TFunction<'customers'>): string =>
  t(`who.${kind}`, { end: value.slice(-4) })

function Cards({ people, onBack }: { people: PersonCard[]; onBack: () => void }) {
  const { t } = useTranslation('customers')
  const { t: tQueue } = useTranslation('queue')
  const [, go] = useLocation()
  const rows = people.flatMap(({ cases }) => cases)
  const [litId, setLit] = useState<string | null>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === litId),
  )
  const lit = rows[at]
  const move = (by: number) => () => setLit(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id ?? null)
  const open = () => lit && go(`/case/${lit.id}`)
  useKeys([
    ['ArrowDown', move(1)],
    ['ArrowUp', move(-1)],
    ['Enter', open],
    ['KeyP', () => lit && void printDuplicate(lit.id, tQueue)],
    ['Escape', onBack],
  ])
  useFreshFocus()
  return (
    <>
      <div className="head">
        <h1>{t('card')}</h1>
        <span className="right hint">{t('logged')}</span>
      </div>
      <div className="person-body">
        {people.length === 0 && <p className="m">{t('nobody')}</p>}
        {people.length > 1 && <p className="warn">{t('several', { count: people.length })}</p>}
        {people.map((one, i) => (
          // The same name may stand twice: a father and a son at one telephone.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is read once and never reordered
          <section key={i}>
            <h2>
              {one.name}
              {one.numberEnd && <span className="n m"> · {t('numberEnd', { end: one.numberEnd })}</span>}
              <span className="m"> · {t('cases', { count: one.total })}</span>
            </h2>
            <ul className="person-cases">
              {one.cases.map((row) => (
                <CaseLine
                  key={row.id}
                  row={row}
                  lit={row.id === lit?.id}
                  onLight={() => setLit(row.id)}
                  onOpen={open}
                />
              ))}
            </ul>
            {one.total > one.cases.length && <p className="m">{t('latestOnly', { count: one.cases.length })}</p>}
          </section>
        ))}
      </div>
      <div className="act">
        <span className="hint">
          <Key>Esc</Key> {t('back')}
        </span>
        <span className="right">
          {lit && (
            <>
              <Button look="quiet" keyName="P" onClick={() => void printDuplicate(lit.id, tQueue)}>
                {t('case:printSlip')}
              </Button>
              <Button look="go" keyName="Enter" onClick={open}>
                {t('receipt:open')}
              </Button>
            </>
          )}
        </span>
      </div>
    </>
  )
}

function CaseLine({
  row,
  lit,
  onLight,
  onOpen,
}: {
  row: CaseRow
  lit: boolean
  onLight: () => void
  onOpen: () => void
}) {
  const { t } = useTranslation('customers')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  return (
    <li>
      <button
        type="button"
        className={lit ? 'lit' : ''}
        aria-current={lit || undefined}
        onClick={onLight}
        onDoubleClick={onOpen}
      >
        <span className="n m">{dates.dotted(momentAt(row.registeredAt, branch.timeZone).day)}</span>
        <CaseNumber number={row.number} branch={branch.code} />
        <span className="what">{text(shortTitle(catalogue, row))}</span>
        <StateChip row={row} withLacks />
        <span className="n">{t('answerBy', { day: dates.dotted(row.answerBy) })}</span>
        <span className="m">
          {t('case:slipsShort', { count: row.slips })}
          {row.visits > 0 && ` · ${t('visits', { count: row.visits })}`}
        </span>
      </button>
    </li>
  )
}
