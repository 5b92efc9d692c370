/**
 * Who did what and when, numbered as on paper, and how far each event has travelled; a disputed one says so for good. The
 * program signs as itself. The arrows choose an entry, D says that it was not so.
 */
import { CircleAlert, MessageSquareWarning, Printer } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseCorrected } from '../../domain/cases/events.ts'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import { numberPattern } from '../../domain/journal/number.ts'
import type { Attached, CaseDetail } from '../../electron/contract.ts'
import type { Said } from '../../paper/caseRecordMembers.ts'
import { useCarriedWords } from '../attachments/Carried.tsx'
import { useFiles } from '../attachments/files.ts'
import { StepReasons } from '../attachments/StepReasons.tsx'
import { EscalationNote, VisitNote } from '../customers/HistoryNotes.tsx'
import { useText } from '../i18n.ts'
import { deliveryIcons } from '../queue/states.ts'
import { RecordPrint } from '../record/RecordPrint.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button, Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { fileNotThere } from './alone.ts'
import './history.css'
import type { Opened } from './opened.ts'
import { BeforeAfter } from './panels/BeforeAfter.tsx'
import { useSays } from './says.ts'
import { useSaid, useWho } from './who.ts'

type Entry = CaseDetail['history'][number]
type Props = { detail: CaseDetail; onOpen: (opened: Opened) => void }

export function History({ detail, onOpen }: Props) {
  const { t } = useTranslation('case')
  const { t: tActs } = useTranslation('acts')
  const [printing, setPrinting] = useState(false)
  const [at, setAt] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const says = useSays(detail)
  const files = useFiles({ case: detail.row.id })
  const { history, possible } = detail
  const choose = (next: number) => {
    const to = Math.min(Math.max(next, 0), history.length - 1)
    setAt(to)
    list.current?.focus()
  }
  // Only when it is drawn: lit it is taller, by its button.
  useEffect(() => {
    if (at !== null) list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    choose(at === null ? (by > 0 ? 0 : history.length - 1) : at + by)
  }
  const dispute = (entry: Entry) => onOpen({ step: 'disputeEntry', about: entry.hash })
  // The first press goes to the last entry: nothing is disputed that nobody has chosen.
  const press = () => {
    const entry = at === null ? undefined : history[at]
    if (entry && possible.disputeEntry === null) dispute(entry)
    else choose(history.length - 1)
  }
  useKeys([
    ['KeyH', () => setPrinting(true)],
    ['KeyD', press],
  ])
  return (
    <>
      <h3 className="history-head">
        {t('history')}
        <Button look="small" icon={Printer} keyName="H" onClick={() => setPrinting(true)}>
          {t('record:print.open')}
        </Button>
      </h3>
      {printing && <RecordPrint detail={detail} onClose={() => setPrinting(false)} />}
      <p className="hint">
        <Key>D</Key> <Key>↑</Key>
        <Key>↓</Key> {tActs('disputeEntry.how')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows choose an entry in it */}
      <ol className="history" ref={list} tabIndex={0} onKeyDown={move} aria-label={t('history')}>
        {history.map((entry, i) => (
          <HistoryEntry
            key={`${entry.line}-${entry.seq}`}
            entry={entry}
            detail={detail}
            says={says(entry)}
            apart={fileNotThere(entry, files)}
            lit={i === at}
            onChoose={() => setAt(i)}
            onDispute={() => dispute(entry)}
          />
        ))}
      </ol>
      <h3>{t('slips')}</h3>
      <p>{detail.row.slips === 0 ? t('noSlips') : t('slipCount', { count: detail.row.slips })}</p>
      <p className="m">{t(`copies.${detail.copies}`)}</p>
    </>
  )
}

type EntryProps = {
  entry: Entry
  detail: CaseDetail
  says: Said[]
  /** The file of this entry, while headquarters has the entry and not the file. */
  apart: Attached | null
  lit: boolean
  onChoose: () => void
  onDispute: () => void
}

function HistoryEntry({ entry, detail, says, apart, lit, onChoose, onDispute }: EntryProps) {
  const { t } = useTranslation('case')
  const who = useWho()
  const carried = useCarriedWords()
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  const at = momentAt(entry.at, timeZone)
  const Icon = deliveryIcons[entry.delivery]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the arrows
    <li title={`${entry.line} · ${entry.seq} · ${entry.hash}`} className={lit ? 'lit' : ''} onClick={onChoose}>
      <b>{t(`event.${entry.type}`, { defaultValue: entry.type })}</b>
      <span className="m n">
        {dates.dotted(at.day)} {at.seconds}
      </span>
      <span>
        {who(entry.by)}
        {entry.office && ` · ${t('office:title')}`}
        {entry.window !== '' && ` · ${t('window:windowLetter', { letter: entry.window })}`}
      </span>
      {entry.type === 'caseRegistered' && <StepReasons detail={detail} />}
      {says.length > 0 && (
        <dl className="says">
          {says.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt> <dd className={numberPattern.test(value) ? 'whole' : undefined}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {entry.type === 'caseCorrected' && <Corrected entry={entry} detail={detail} />}
      {entry.visit && <VisitNote visit={entry.visit} />}
      {entry.escalation && <EscalationNote escalation={entry.escalation} />}
      <span
        className={`chip ${entry.delivery === 'refused' ? 'bad' : entry.delivery === 'at_hq' && !apart ? 'ok' : 'm'}`}
      >
        {Icon && !apart && <Icon aria-hidden />}
        {apart ? t('recordAlone') : t(`queue:delivery.${entry.delivery}`)}
      </span>
      {apart && <span className="reason warn">{t('fileApart', { how: carried(apart) ?? t('fileUnsent') })}</span>}
      <Disputed entry={entry} detail={detail} />
      {lit && <Dispute detail={detail} onDispute={onDispute} />}
    </li>
  )
}

/** What was corrected, the number of an identity document masked as everywhere. */
function Corrected({ entry, detail }: Pick<EntryProps, 'entry' | 'detail'>) {
  const text = useText()
  const { catalogue } = useDesk().workspace
  const form = formOf(catalogue, detail.row.type)
  const { data } = caseCorrected.safeParse(entry.says)
  if (!data || !form) return null
  const side = (which: 'before' | 'after') =>
    Object.fromEntries(Object.entries(data.changed).map(([key, change]) => [key, change[which]]))
  return fieldsOf(catalogue, form)
    .filter(({ key }) => Object.hasOwn(data.changed, key))
    .map((field) => (
      <span key={field.key} className="before-after">
        <span className="m">{text(field.short ?? field.label)}:</span>
        <BeforeAfter field={field} before={side('before')} after={side('after')} />
      </span>
    ))
}

function Dispute({ detail, onDispute }: Pick<EntryProps, 'detail' | 'onDispute'>) {
  const { t } = useTranslation('acts')
  if (detail.possible.disputeEntry !== null) return null
  return (
    <span className="reason">
      <Button look="small" icon={MessageSquareWarning} keyName="D" onClick={onDispute}>
        {t('disputeEntry.name')}
      </Button>
    </span>
  )
}

/** Said of this entry; nothing takes it away. */
function Disputed({ entry, detail }: Pick<EntryProps, 'entry' | 'detail'>) {
  const { t } = useTranslation('acts')
  const said = useSaid()
  return detail.now.disputes
    .filter((one) => one.entry.hash === entry.hash)
    .map((one) => (
      <span key={one.at} className="reason bad">
        <CircleAlert aria-hidden /> {t('disputedHere')} {t('ui:quoted', { said: one.words })}{' '}
        <small className="m said">{said(one)}</small>
      </span>
    ))
}
