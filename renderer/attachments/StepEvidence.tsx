/**
 * Under the step that is lit: the ways to the evidence it asks for, and the place to write why there is none. What is
 * written counts as soon as it says something, and stays with the case.
 */
import { Camera, FileUp, ScanLine } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReason, LEAST_REASON, type Step } from '../../domain/forms/procedure.ts'
import type { Form } from '../../domain/forms/schema.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useFormFiles } from './FormFiles.tsx'
import { keepFocus } from './Viewer.tsx'

type Lacks = NonNullable<Step['evidence']>

/** Which paper or field of the form the evidence of a step is: the step's own field of files, else a paper of photographs. */
function placeOf(step: Step, form: Form): string | null {
  const own = form.fields.find((field) => field.type.kind === 'files' && step.fields?.includes(field.key))
  if (own) return own.key
  if (step.evidence !== 'photo') return null
  return [...form.papers.required, ...form.papers.optional].find((paper) => paper.kind === 'photo')?.key ?? null
}

export function StepEvidence({
  step,
  lacks,
  open,
  onReason,
}: {
  step: Step
  lacks: Lacks | null
  open: OpenDraft
  /** A reason was written to its end: the step may be ticked off. */
  onReason: () => void
}) {
  const { t } = useTranslation('attachments')
  const { form, camera, choose, scan } = useFormFiles()
  const said = open.stepReasons[step.key] ?? ''
  const [asked, setAsked] = useState(said !== '')
  useKeys([['alt+KeyW', () => setAsked(true)]], { enabled: lacks !== null })
  const place = placeOf(step, form)
  // What was begun before the evidence came is no reason for anything any more.
  if (!lacks && !isReason(said)) return null
  return (
    <fieldset className="step-evidence" aria-label={t(`lacks.${step.evidence ?? 'reason'}`)} onMouseDown={keepFocus}>
      {lacks === 'photo' && (
        <Button look="small" icon={Camera} keyName={asked ? '' : 'Alt C'} onClick={() => camera(place)}>
          {t('photo')}
        </Button>
      )}
      {lacks === 'scan' && (
        <Button look="small" icon={ScanLine} keyName={asked ? '' : 'Ctrl I'} onClick={() => scan(place)}>
          {t('scanner')}
        </Button>
      )}
      {lacks && lacks !== 'reason' && (
        <Button look="small" icon={FileUp} onClick={() => choose(place)}>
          {t('file')}
        </Button>
      )}
      {asked ? (
        <Reason step={step} open={open} onReason={onReason} autoFocus={said === ''} />
      ) : (
        <Button look="small" keyName="Alt W" onClick={() => setAsked(true)}>
          {t(`without.${step.evidence ?? 'reason'}`)}
        </Button>
      )}
    </fieldset>
  )
}

function Reason(props: { step: Step; open: OpenDraft; onReason: () => void; autoFocus: boolean }) {
  const { t } = useTranslation('attachments')
  const { step, open, onReason, autoFocus } = props
  const cameFrom = useRef(document.activeElement)
  const said = open.stepReasons[step.key] ?? ''
  const write = (words: string) =>
    open.setStepReasons((before) => {
      const { [step.key]: _, ...others } = before
      return words.trim() === '' ? others : { ...others, [step.key]: words }
    })
  const goBack = () => cameFrom.current instanceof HTMLElement && cameFrom.current.focus()
  return (
    <>
      <textarea
        className="in"
        rows={3}
        maxLength={300}
        value={said}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus={autoFocus}
        aria-label={t(`why.${step.evidence ?? 'reason'}`)}
        placeholder={t(`why.${step.evidence ?? 'reason'}`)}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={() => write(said.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            goBack()
          }
          if (event.key !== 'Enter' || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          if (!isReason(said)) return
          onReason()
          goBack()
        }}
      />
      {!isReason(said) && <p className="s m">{t('reasonShort', { count: LEAST_REASON })}</p>}
    </>
  )
}
