/** The sections of the form in the order of the paper. Seldom-needed fields stay folded until asked for, filled or missing. */
import { Fragment, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { shownFields } from '../../domain/forms/answers.ts'
import { formFields, type Section } from '../../domain/forms/catalogue.ts'
import type { Checked, FormFinding } from '../../domain/forms/check.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import { isFromRecords } from '../../domain/forms/fromRecords.ts'
import type { Answers, Field, Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import { Evidence } from '../customers/Evidence.tsx'
import { useLanguage, useText } from '../i18n.ts'
import { Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import type { OpenDraft } from './draft.ts'
import { FieldsContext, type FieldsShare } from './fields/context.ts'
import { FieldView } from './fields/FieldView.tsx'
import { Papers } from './Papers.tsx'

const nothing: FormFinding[] = []

type Props = {
  form: Form
  open: OpenDraft
  checked: Checked
  /** Fields that have been left once: only these are spoken about. */
  left: ReadonlySet<string>
  onLeft: (key: string) => void
  unfolded: boolean
  onUnfold: () => void
  today: string
}

export function FormBody({ form, open, checked, left, onLeft, unfolded, onUnfold, today }: Props) {
  const language = useLanguage()
  const { workspace } = useDesk()
  const { catalogue, branch } = workspace
  const { control, kept, setKept } = open
  const share: FieldsShare = useMemo(
    () => ({
      catalogue,
      control,
      context: { country: branch.country, today },
      language,
      currency: branch.currency,
      today,
      onLeft,
      kept,
      onKeep: (key, kept) =>
        setKept((before) => (kept ? [...new Set([...before, key])] : before.filter((one) => one !== key))),
    }),
    [catalogue, control, branch, language, today, onLeft, kept, setKept],
  )
  const shown = new Set(shownFields(catalogue, form, open.answers).map((field) => field.key))
  const isOpen = (field: Field) =>
    !field.rare || unfolded || isTold(field, open.answers) || checked.missing.includes(field.key)
  const sections = formFields(catalogue, form).map((section) => {
    const fields = section.fields.filter((field) => shown.has(field.key))
    return { section, fields: fields.filter(isOpen), folded: fields.filter((field) => !isOpen(field)) }
  })
  const standing = sections.filter(({ fields }) => fields.length > 0)
  const folded = sections.flatMap((one) => one.folded)
  return (
    <FieldsContext value={share}>
      {standing.map(({ section, fields }, i) => (
        <SectionView
          key={section.code}
          section={section}
          aside={i === 0 ? <Folded fields={folded} open={open} unfolded={unfolded} onUnfold={onUnfold} /> : null}
        >
          {fields.map((field) => (
            <Fragment key={field.key}>
              <Evidence before={field} fields={section.fields} form={form} open={open} />
              <FieldView
                field={field}
                wanted={checked.missing.includes(field.key)}
                findings={
                  left.has(field.key) || isFromRecords(field.type) ? about(checked.findings, field.key) : nothing
                }
                kept={open.kept.includes(field.key)}
              />
            </Fragment>
          ))}
        </SectionView>
      ))}
      <Papers form={form} open={open} />
    </FieldsContext>
  )
}

/** The findings about one field. The same empty list each time, so that a quiet field is not drawn again. */
function about(findings: FormFinding[], key: string): FormFinding[] {
  const own = findings.filter((finding) => finding.field === key)
  return own.length > 0 ? own : nothing
}

/** Somebody has said something other than the usual. */
const isTold = (field: Field, answers: Answers): boolean => {
  const value = answers[field.key]
  return isAnswered(value) && value !== false && JSON.stringify(value) !== JSON.stringify(field.default)
}

function SectionView({
  section,
  aside,
  children,
}: {
  section: Section
  aside: React.ReactNode
  children: React.ReactNode
}) {
  const text = useText()
  return (
    <fieldset className="section">
      <h2>
        {text(section.title)} {aside}
      </h2>
      <div className="grid12">{children}</div>
    </fieldset>
  )
}

/** What the folded fields say now, in one line, and the key that unfolds them. */
function Folded({
  fields,
  open,
  unfolded,
  onUnfold,
}: {
  fields: Field[]
  open: OpenDraft
  unfolded: boolean
  onUnfold: () => void
}) {
  const { t } = useTranslation('intake')
  const text = useText()
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  if (fields.length === 0 && !unfolded) return null
  const said = fields.flatMap((field) => {
    const value = open.answers[field.key]
    if (!isAnswered(value)) return []
    const { short } = showAnswer(catalogue, field, value, language)
    return [field.type.kind === 'bool' ? `${text(field.short ?? field.label)}: ${short}` : short]
  })
  return (
    <button type="button" className="folded" onClick={onUnfold} aria-expanded={unfolded} tabIndex={-1}>
      {said.map((one) => `${one} · `).join('')}
      {t(unfolded ? 'fold' : 'unfold', { count: fields.length })} <Key>Alt R</Key>
    </button>
  )
}
