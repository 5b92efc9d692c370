/**
 * The proof that a field asks for may stand in this branch's own records: it is offered over the first field that it fills in, and one key takes
 * its number over. Nothing is taken unasked; whoever knows better types another number.
 */
import { useTranslation } from 'react-i18next'
import { type EvidenceField, evidenceAnswers, evidenceWanted } from '../../domain/customers/evidence.ts'
import { holds } from '../../domain/forms/conditions.ts'
import type { Answers, Field, Form } from '../../domain/forms/schema.ts'
import { inSentence } from '../../domain/forms/sentence.ts'
import type { EvidenceCase } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { useKnownRecords } from './records.ts'
import './customers.css'

type Props = {
  /** The offer stands over the first field that it would fill in. */
  before: Field
  fields: readonly Field[]
  form: Form
  open: OpenDraft
}

export function Evidence({ before, fields, form, open }: Props) {
  const text = useText()
  const found = useKnownRecords().records?.evidence
  if (!found || found.length === 0) return null
  // What has been answered since is offered no longer, without waiting for the branch.
  const wanted = evidenceWanted(form, open.answers).find((one) => firstFilled(one, fields, open.answers) === before.key)
  const cases = found.find(({ field }) => field === wanted?.field)?.cases ?? []
  const label = form.fields.find(({ key }) => key === wanted?.field)?.label
  if (!wanted || !label || cases.length === 0) return null
  return <Offer wanted={wanted} label={text(label)} cases={cases} open={open} />
}

/** The first field on the screen that taking the number over answers; the number's own field may be hidden until then. */
function firstFilled({ field, wanted }: EvidenceField, fields: readonly Field[], answers: Answers): string | undefined {
  const filled = new Set([field, ...(wanted.answers ?? []).map((one) => one.field)])
  return fields.find(({ key, when }) => filled.has(key) && (!when || holds(when, answers)))?.key
}

function Offer({
  wanted,
  label,
  cases,
  open,
}: {
  wanted: EvidenceField
  label: string
  cases: EvidenceCase[]
  open: OpenDraft
}) {
  const { t } = useTranslation('customers')
  const text = useText()
  const dates = useDates()
  const { branch } = useDesk().workspace
  const take = (one: EvidenceCase | undefined) => {
    if (!one) return
    for (const [key, value] of Object.entries(evidenceAnswers(wanted, one, open.answers))) open.setValue(key, value)
  }
  useKeys([['alt+KeyL', () => take(cases[0])]])
  return (
    <section className="evidence lit" aria-label={t('evidence.found')}>
      <b role="status">
        {t('evidence.found')} {inSentence(label)}
      </b>
      <ul>
        {cases.map((one, i) => (
          <li key={one.number}>
            <div>
              <CaseNumber number={one.number} branch={branch.code} />
              <span>{text(one.title)}</span>
              <small>
                <span className="n">{t('evidence.accepted', { day: dates.dotted(one.acceptedOn) })}</span> ·{' '}
                <span className={one.by === 'name' ? 'warn' : ''}>{t(`evidence.by.${one.by}`)}</span>
              </small>
            </div>
            <Button look={i === 0 ? 'go' : 'quiet'} {...(i === 0 && { keyName: 'Alt L' })} onClick={() => take(one)}>
              {t('evidence.take')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
