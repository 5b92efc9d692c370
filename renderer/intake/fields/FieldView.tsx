/** One field: its label, its control, and what is to be said about it once it has been left. Never a red star. */
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type CSSProperties, memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormFinding, isLines } from '../../../domain/forms/check.ts'
import type { Field } from '../../../domain/forms/schema.ts'
import { useText } from '../../i18n.ts'
import { Tick } from '../../ui/Parts.tsx'
import { Control } from './Control.tsx'
import { isTick, useFields } from './context.ts'

export type FieldProps = {
  field: Field
  /** Needed before forwarding and not there yet. */
  wanted: boolean
  findings: FormFinding[]
  kept: boolean
}

/** A tick in a row of its own needs no room for a label above it. */
const WHOLE_ROW = 12

/** Twelfths of the form's width; the sheet of large letters has its own. */
const spanOf = (field: Field): CSSProperties => ({ ['--span' as string]: field.span })

export const FieldView = memo(function FieldView({ field, wanted, findings, kept }: FieldProps) {
  const { t } = useTranslation('intake')
  const text = useText()
  const id = useId()
  const label = text(field.short ?? field.label)
  // A list says itself what is wrong with its lines, each beside its number.
  const told = isLines(field.type) ? findings.filter(({ line }) => line === undefined) : findings
  const grave = findings.some((one) => one.level === 'error')
  const level = grave ? 'error' : findings.length > 0 ? 'warning' : 'ok'
  const noteId = `${id}-note`
  const described = findings.length > 0 ? noteId : undefined
  const tick = isTick(field)
  return (
    <div
      className={`f${tick && field.span < WHOLE_ROW ? ' ticking' : ''}`}
      style={spanOf(field)}
      data-field={field.key}
    >
      {!tick && (
        <label htmlFor={id} id={`${id}-label`} title={field.short ? text(field.label) : undefined}>
          <span>{label}</span>
          {field.hint && field.type.kind !== 'identifier' && <span className="quiet">{text(field.hint)}</span>}
          {wanted && <em>{t('forForwarding')}</em>}
        </label>
      )}
      <Control field={field} id={id} label={label} level={level} describedBy={described} />
      {findings.length > 0 && (
        <div id={noteId}>
          {told.slice(0, 3).map((finding) => (
            <FindingNote key={`${finding.code}-${finding.line ?? 0}`} finding={finding} />
          ))}
          {!isLines(field.type) && (kept || findings.some((one) => one.mayKeep && one.level === 'error')) && (
            <KeepTick field={field.key} kept={kept} />
          )}
        </div>
      )}
    </div>
  )
})

function FindingNote({ finding }: { finding: FormFinding }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const Icon = finding.level === 'error' ? CircleAlert : TriangleAlert
  const words = finding.say ? text(finding.say) : t(`finding:${finding.code}`, finding.facts ?? {})
  return (
    <p className={`note ${finding.level === 'error' ? 'bad' : 'warn'}`}>
      <Icon aria-hidden />
      <span>
        {finding.line !== undefined && `${t('line', { line: finding.line })}: `}
        {isAboutOneCharacter(finding) && `${t('place', { at: finding.at + 1 })}: `}
        {words}
      </span>
    </p>
  )
}

const isAboutOneCharacter = (finding: FormFinding): finding is FormFinding & { at: number } =>
  finding.at !== undefined && (finding.facts?.found !== undefined || finding.code.endsWith('.characters'))

/** The document itself may be wrong: then it is taken as it stands, and the case says so. */
function KeepTick({ field, kept }: { field: string; kept: boolean }) {
  const { t } = useTranslation('intake')
  const { onKeep } = useFields()
  return (
    <div className="note">
      <Tick checked={kept} onChange={(next) => onKeep(field, next)}>
        {t('soInDocument')}
      </Tick>
    </div>
  )
}
