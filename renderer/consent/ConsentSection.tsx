/**
 * The customer's consent while his paper is filled in or his case is open: a code to his phone, or his signature here. It
 * says what is given, what is wanting and what that stops. Without the network it says that the case is taken in all the
 * same. The demo shows the text message that no phone receives.
 */
import { CircleAlert, CircleCheck, CloudOff, MessageSquareLock, MessageSquareText, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { consentRuleOf } from '../../domain/cases/consent.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { ConsentState } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt } from '../ui/dates.ts'
import { Chip, Tick } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { CodeRow } from './CodeRow.tsx'
import './consent.css'
import { type Consenting, type Of, useConsent } from './consenting.ts'
import { SignedPaper } from './SignedPaper.tsx'

type Props = {
  of: Of
  form: Form
  answers: Answers
  /** Stores what stands on the screen: the branch judges a draft as it is stored. */
  flush?: () => Promise<unknown>
}

/** Nothing where these answers need no consent. */
export function ConsentSection({ of, form, answers, flush }: Props) {
  const needed = consentRuleOf(form, answers) !== null
  const consent = useConsent(of, needed, flush)
  const { state } = consent
  if (!needed || !state?.wanted) return null
  return <Asked of={of} form={form} consent={consent} state={state} wanted={state.wanted} />
}

type Wanted = NonNullable<ConsentState['wanted']>

function Asked({
  of,
  form,
  consent,
  state,
  wanted,
}: {
  of: Of
  form: Form
  consent: Consenting
  state: ConsentState
  wanted: Wanted
}) {
  const { t } = useTranslation('consent')
  const byCode = wanted.ways.includes('code')
  const bySignature = wanted.ways.includes('signature')
  // A case is taken in already: what is said of it is another sentence.
  const context = 'case' in of ? { context: 'case' } : {}
  return (
    <fieldset className="section consent">
      <h2>
        {t('title')}
        {wanted.stands ? (
          <Chip tone="ok" icon={CircleCheck}>
            {t('stands')}
          </Chip>
        ) : (
          <Chip tone="hold" icon={MessageSquareLock}>
            {t('due')}
          </Chip>
        )}
      </h2>
      {!wanted.stands && <p className="s quiet">{t(bySignature ? 'whyEither' : 'whyCode', context)}</p>}
      {state.outdated && !wanted.stands && (
        <p className="consent-note warn">
          <CircleAlert aria-hidden />
          <span>{t('outdated')}</span>
        </p>
      )}
      <Given given={'case' in of ? state.given : state.given.filter(({ way }) => way === 'code')} form={form} />
      {!wanted.stands && byCode && (
        <>
          {wanted.phones.map((phone, i) => (
            <CodeRow
              // biome-ignore lint/suspicious/noArrayIndexKey: one number may stand twice; its place says which is meant
              key={`${i} ${phone.shown}`}
              nth={i}
              phone={phone}
              first={i === wanted.phones.findIndex((one) => !one.answered)}
              request={state.request?.phone === i ? state.request : null}
              consent={consent}
            />
          ))}
          {wanted.phones.length === 0 && <p className="s quiet">{t(bySignature ? 'noPhone' : 'noPhoneCode')}</p>}
        </>
      )}
      {bySignature && <Signature of={of} form={form} wanted={wanted} given={state.given} consent={consent} />}
      {!wanted.stands && consent.offline && (
        <p className="consent-note hold" role="status">
          <CloudOff aria-hidden />
          <span>{t('offline', context)}</span>
        </p>
      )}
      {consent.refusal && (
        <p className="consent-note bad" role="alert">
          <CircleAlert aria-hidden />
          <span>{t(`refused.${consent.refusal}`)}</span>
        </p>
      )}
      {consent.demoMessage && !wanted.stands && (
        <p className="consent-note info">
          <MessageSquareText aria-hidden />
          <span>
            <b>{t('demoMessage')}</b> {consent.demoMessage}
          </span>
        </p>
      )}
      {!bySignature && !wanted.stands && <p className="s quiet">{t('noSignature')}</p>}
    </fieldset>
  )
}

/** What stands: who saw it, when, by which phone or paper. It is what the person who accepts looks at. */
function Given({ given, form }: { given: ConsentState['given']; form: Form }) {
  const { t } = useTranslation('consent')
  const text = useText()
  const { timeZone } = useDesk().workspace.branch
  return given.map((one) => {
    const { time, day } = momentAt(one.at, timeZone)
    const paper = [...form.papers.required, ...form.papers.optional].find(({ key }) => key === one.paper)
    const Icon = one.way === 'code' ? CircleCheck : PenLine
    return (
      <p key={`${one.way} ${one.at} ${one.masked}`} className="consent-note ok">
        <Icon aria-hidden />
        <span>
          {one.way === 'code'
            ? t('givenCode', { phone: one.masked, time, day: dayWords(day), who: one.seenBy })
            : t('givenSignature', {
                paper: paper ? text(paper.title) : one.paper,
                time,
                day: dayWords(day),
                who: one.seenBy,
              })}
        </span>
      </p>
    )
  })
}

const dayWords = (day: string) => day.split('-').toReversed().slice(0, 2).join('.')

/** In a form the tick can be taken back; in a case it is a record, and stands among what was given. */
function Signature({
  of,
  form,
  wanted,
  given,
  consent,
}: {
  of: Of
  form: Form
  wanted: Wanted
  given: ConsentState['given']
  consent: Consenting
}) {
  const { t } = useTranslation('consent')
  const text = useText()
  const all = [...form.papers.required, ...form.papers.optional]
  const signed = given.find(({ way }) => way === 'signature')
  const key = signed?.paper ?? wanted.papersTaken[0] ?? wanted.papers[0]
  const paper = all.find((one) => one.key === key)
  if (!paper || (wanted.stands && ('case' in of || !signed))) return null
  const inHand = wanted.papersTaken.length > 0
  return (
    <div className="consent-row" data-field="consent_signed">
      <Tick
        checked={signed !== undefined}
        onChange={(tick) => void (tick ? consent.sign(paper.key) : consent.takeBack(paper.key))}
      >
        {t('signed', { paper: text(paper.title) })}
      </Tick>
      {!inHand && 'case' in of && <SignedPaper id={of.case} paper={paper.key} />}
      {!inHand && <em className="s quiet">{t('paperFirst', 'case' in of ? { context: 'case' } : {})}</em>}
    </div>
  )
}
