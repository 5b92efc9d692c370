/**
 * Where the case stands, on top: what came back and why (lit, for somebody here must act), what the customer was asked,
 * the answer with its ground, what it was joined to. Disputed entries stand here for everybody.
 */
import { CircleAlert, Hammer, MailCheck, Merge, Printer, TriangleAlert, Undo2, UserRoundSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { answerStands } from '../../domain/cases/case.ts'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { hearsOfNoBody } from '../../domain/people/branch.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { usePrintLetter } from './letter.ts'
import type { Opened } from './opened.ts'
import { useWho } from './who.ts'

type Props = { detail: CaseDetail; form: Form | undefined; onOpen: (opened: Opened) => void }

/** `Ким В. О., 22.11.2026 10:40` */
export function useSaid(): (said: { by: string | null; at: string }) => string {
  const who = useWho()
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  return ({ by, at }) => {
    const { day, time } = momentAt(at, timeZone)
    return `${who(by)}, ${dates.dotted(day)} ${time}`
  }
}

export function Standing(props: Props) {
  const { row } = props.detail
  return (
    <>
      {row.state === 'returned' && <Returned {...props} />}
      {row.state === 'need_customer' && <Asked {...props} />}
      <Answer {...props} />
      <Joined {...props} />
      <Office {...props} />
      <Disputes {...props} />
    </>
  )
}

function Block({
  tone,
  icon,
  title,
  by,
  children,
}: {
  tone: 'lit' | 'warn' | 'bad' | 'plain'
  icon: ReactNode
  title: string
  by: string
  children: ReactNode
}) {
  return (
    <section className={`standing ${tone}`}>
      {icon}
      <div>
        <h3>
          {title} <span className="m">{by}</span>
        </h3>
        {children}
      </div>
    </section>
  )
}

function Returned({ detail, form, onOpen }: Props) {
  const { t } = useTranslation('acts')
  const text = useText()
  const said = useSaid()
  const { catalogue } = useDesk().workspace
  const { returned } = detail.now
  if (!returned) return null
  const fields = form ? fieldsOf(catalogue, form) : []
  const papers = form ? [...form.papers.required, ...form.papers.optional] : []
  const nameOf = (key: string) => {
    const field = fields.find((one) => one.key === key)
    const name = field ? (field.short ?? field.label) : papers.find((one) => one.key === key)?.title
    return name ? text(name) : key
  }
  const mayCorrect = detail.possible.correctCase === null
  const correct = (about: string | null) => () => onOpen({ step: 'correctCase', about })
  return (
    <Block tone="lit" icon={<Undo2 aria-hidden />} title={t(`returned.${returned.office}`)} by={said(returned)}>
      <ol className="return-reasons">
        {returned.reasons.map(({ words, fields: keys }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the reasons of one return never change
          <li key={i}>
            {words}{' '}
            {keys.map((key) => {
              const mine = fields.some((one) => one.key === key)
              return mine && mayCorrect ? (
                <button key={key} type="button" className="link" onClick={correct(key)}>
                  {nameOf(key)}
                </button>
              ) : (
                <b key={key}>{nameOf(key)}</b>
              )
            })}
          </li>
        ))}
      </ol>
      {mayCorrect && (
        <Button look="small" keyName="7" onClick={correct(null)}>
          {t('correctCase.name')}
        </Button>
      )}
    </Block>
  )
}

function Asked({ detail }: Props) {
  const { t } = useTranslation('acts')
  const dates = useDates()
  const said = useSaid()
  const { asked } = detail.now
  if (!asked) return null
  return (
    <Block tone="lit" icon={<UserRoundSearch aria-hidden />} title={t('asked')} by={said(asked)}>
      <p>{asked.what}</p>
      <p className="m">
        {t('askedUntil', { day: dates.short(asked.until) })} · {t(`way.${asked.told.how}`)}: {asked.told.proof}
      </p>
    </Block>
  )
}

function Answer({ detail, form, onOpen }: Props) {
  const { t } = useTranslation('acts')
  const text = useText()
  const dates = useDates()
  const said = useSaid()
  const { catalogue, branch } = useDesk().workspace
  const { answer, delivery } = detail.now
  if (!answer) return null
  const outcome = catalogue.outcomes.find(({ code }) => code === answer.outcome)
  const delivered = delivery && momentAt(delivery.deliveredAt, branch.timeZone)
  return (
    <Block
      tone={detail.row.state === 'answered' ? 'lit' : 'plain'}
      icon={<MailCheck aria-hidden />}
      title={t(`answered.${answer.office}`)}
      by={said(answer)}
    >
      <p>
        <b>{outcome ? text(outcome.label) : answer.outcome}</b>
        {answer.sum !== undefined && (
          <b className="n">
            {' '}
            · {answer.sum} {branch.currency}
          </b>
        )}
      </p>
      <blockquote lang={answer.language}>{answer.text}</blockquote>
      <p className="m">
        {t('ground', { ground: answer.ground })} · {t(`ui:languageName.${answer.language}`)}
      </p>
      {answer.outsideBody && (
        <p>
          {t('outsideBody')} <b>{text(answer.outsideBody.name)}</b> {answer.outsideBody.url}
        </p>
      )}
      {delivery && delivered && (
        <p>
          {t(`delivered.${delivery.channel}`, {
            to: delivery.to,
            at: `${dates.dotted(delivered.day)} ${delivered.time}`,
          })}
        </p>
      )}
      {!form && <p className="m">{t('case:formGone')}</p>}
      {answerStands(detail.row.state) && <Letter detail={detail} refusal={outcome?.refusal === true} onOpen={onOpen} />}
    </Block>
  )
}

/** The answer on paper. Whoever keeps the profile is told where it will name nobody outside. */
function Letter({ detail, refusal, onOpen }: Pick<Props, 'detail' | 'onOpen'> & { refusal: boolean }) {
  const { t } = useTranslation('acts')
  const { person, workspace } = useDesk()
  const print = usePrintLetter(detail, onOpen)
  const nobody = refusal && !detail.now.answer?.outsideBody && hearsOfNoBody(person, workspace.branch)
  useKeys([['KeyA', () => void print()]])
  return (
    <div className="letter">
      {nobody && (
        <p>
          <TriangleAlert aria-hidden className="warn" /> {t('letter.noBody')}
        </p>
      )}
      <Button look="small" icon={Printer} keyName="A" onClick={() => void print()}>
        {t('letter.print')}
      </Button>
    </div>
  )
}

function Joined({ detail }: Props) {
  const { t } = useTranslation('acts')
  const [, go] = useLocation()
  const { mergedInto, joined } = detail.now
  const link = (one: { case: string; number: string }) => (
    <button key={one.case} type="button" className="link" onClick={() => go(`/case/${one.case}`)}>
      {one.number}
    </button>
  )
  if (!mergedInto && joined.length === 0) return null
  return (
    <p className="attention">
      <Merge aria-hidden />
      <span>
        {mergedInto ? t('mergedInto') : t('joined')} {mergedInto ? link(mergedInto) : joined.map(link)}
      </span>
    </p>
  )
}

/** How it is known at headquarters, so that the clerk can say it. */
function Office({ detail }: Props) {
  const { t } = useTranslation('acts')
  const { hqNumber, officer, bag } = detail.now
  const told = [
    hqNumber && t('hqNumber', { number: hqNumber }),
    officer && t('officer', { name: officer }),
    bag && t('bag', { bag }),
  ].filter(Boolean)
  if (told.length === 0) return null
  return (
    <p className="attention">
      <Hammer aria-hidden />
      <span>{told.join(' · ')}</span>
    </p>
  )
}

function Disputes({ detail }: Props) {
  const { t } = useTranslation('acts')
  const said = useSaid()
  return detail.now.disputes.map((dispute) => {
    const at = detail.history.findIndex(({ hash }) => hash === dispute.entry.hash)
    const entry = detail.history[at]
    return (
      <p key={`${dispute.entry.hash}${dispute.at}`} className="attention bad" role="alert">
        <CircleAlert aria-hidden />
        <span>
          <b>
            {t('disputed', {
              n: at + 1,
              what: entry ? t(`case:event.${entry.type}`, { defaultValue: entry.type }) : '',
            })}
          </b>{' '}
          {t('ui:quoted', { said: dispute.words })} <span className="m">{said(dispute)}</span>
        </span>
      </p>
    )
  })
}
