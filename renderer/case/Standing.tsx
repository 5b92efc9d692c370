/**
 * Where the case stands, on top: what came back and why (lit, for somebody here must act), what the customer was asked,
 * the answer with its ground, what it was joined to. Disputed entries stand here for everybody.
 */
import { CircleAlert, Hammer, Merge, Undo2, UserRoundSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Form } from '../../domain/forms/schema.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Answer } from './Answer.tsx'
import './attention.css'
import { Block } from './Block.tsx'
import type { Opened } from './opened.ts'
import { useSaid } from './who.ts'

type Props = { detail: CaseDetail; form: Form | undefined; onOpen: (opened: Opened) => void }

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
          {t('ui:quoted', { said: dispute.words })} <span className="m said">{said(dispute)}</span>
        </span>
      </p>
    )
  })
}
