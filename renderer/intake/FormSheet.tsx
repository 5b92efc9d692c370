/** The form on the screen: procedure, fields, paper; the keys that belong to it; and the one button that registers. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { attachmentPapers } from '../../domain/cases/attachments.ts'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { fieldsOf, formOf } from '../../domain/forms/catalogue.ts'
import { checkAnswers, missingPapers } from '../../domain/forms/check.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import { withOpenCases } from '../../domain/forms/fromRecords.ts'
import { type Form, language } from '../../domain/forms/schema.ts'
import { joinedAnswers, outageAfterChange } from '../../domain/outages/join.ts'
import type { Draft } from '../../electron/contract.ts'
import { api, queries, queryClient } from '../api.ts'
import { FormFiles, useFormFiles } from '../attachments/FormFiles.tsx'
import { allIn } from '../attachments/uploads.ts'
import { ConsentSection } from '../consent/ConsentSection.tsx'
import { Repeat } from '../customers/Repeat.tsx'
import { RecordsContext, useRecords } from '../customers/records.ts'
import { useKeys } from '../ui/keys.ts'
import { useNow } from '../ui/now.ts'
import { whenReleased } from '../ui/pressed.ts'
import { useOnward } from '../window/onward.ts'
import { useDesk } from '../window/workspace.ts'
import { ActionBar } from './ActionBar.tsx'
import { ChangeType } from './ChangeType.tsx'
import { isUntouched, type OpenDraft, useDraft } from './draft.ts'
import './beside.css'
import './form.css'
import './large.css'
import { Dates } from './Dates.tsx'
import { FormBody } from './FormBody.tsx'
import { FormHead } from './FormHead.tsx'
import { fieldFor, Missing } from './Missing.tsx'
import { fieldAt, focusField } from './moving.ts'
import { PaperPane, type PaperShown, usePaperShown } from './PaperPane.tsx'
import { usePrintApplication } from './printing.ts'
import { Refused } from './Refused.tsx'
import { useRegister } from './register.ts'
import { useInside, useReturn } from './returning.ts'
import { StepsPane } from './StepsPane.tsx'
import { wrongIn } from './wrong.ts'

/** The language that the form opened in is no touch of anybody's hand. */
const spoken = language.optional().catch(undefined)

export function FormSheet({ draft }: { draft: Draft }) {
  const { catalogue } = useDesk().workspace
  const open = useDraft(draft)
  const paper = usePaperShown()
  const form = formOf(catalogue, open.type) ?? formOf(catalogue, draft.type)
  if (!form) throw new Error('the form was there when the draft opened')
  const { show } = paper
  const showFiles = useCallback(() => show('files'), [show])
  return (
    <FormFiles draft={draft} form={form} open={open} onShow={showFiles}>
      <Sheet draft={draft} form={form} open={open} paper={paper} />
    </FormFiles>
  )
}

function Sheet({ draft, form, open, paper }: { draft: Draft; form: Form; open: OpenDraft; paper: PaperShown }) {
  const { workspace } = useDesk()
  const { catalogue, branch } = workspace
  const onward = useOnward()
  const files = useFormFiles()
  const { data: outages } = useQuery(queries.outages)
  const today = useNow(branch.timeZone).day
  const seen = useDeferredValue(open.answers)
  const papers = useMemo(
    () => [...open.papers.map((paper) => paper.key), ...attachmentPapers(files.files)],
    [open.papers, files.files],
  )
  const { kept } = open
  const records = useRecords(draft, form, open)
  const openCases = records.records?.open
  const known = useMemo(() => {
    const numbers = (openCases ?? []).map(({ number }) => number)
    return withOpenCases(catalogue, form, seen, numbers)
  }, [catalogue, form, seen, openCases])
  const checked = useMemo(
    () => checkAnswers(catalogue, form, known, { country: branch.country, today, kept, papers, masks: branch.masks }),
    [catalogue, form, known, branch.country, branch.masks, today, kept, papers],
  )
  const [changing, setChanging] = useState<string | null | false>(false)
  const [unfolded, setUnfolded] = useState(() =>
    fieldsOf(catalogue, form).some(
      ({ key, rare }) => rare && key === fieldAt(draft.focus) && !isAnswered(draft.answers[key]),
    ),
  )
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(Object.keys(draft.answers).filter((key) => isAnswered(draft.answers[key]))),
  )
  const onLeft = useCallback(
    (key: string) => whenReleased(() => setLeft((before) => (before.has(key) ? before : new Set([...before, key])))),
    [],
  )
  const sheet = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const register = useRegister(draft, open.flush)
  const print = usePrintApplication(draft.id, open.flush, open.answers)

  useInside(sheet, body, open.focus, open.setFocus)
  useReturn(sheet, body, draft)

  const { forget } = register
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the answers that makes the refusal old
  useEffect(forget, [open.answers, forget])

  const park = async () => {
    const goOn = onward()
    await open.flush()
    // A form that was only looked at is no draft: left among the parked ones it would hide those that are.
    const start = {
      ...startingAnswers(catalogue, form, spoken.parse(draft.answers.answer_lang)),
      ...joinedAnswers(catalogue, form, open.outage),
    }
    if (!files.any && isUntouched(open, start)) await api.drafts.discard({ id: draft.id, reason: 'mistake' })
    await queryClient.invalidateQueries({ queryKey: ['drafts'] })
    goOn('/')
  }
  const toField = (key: string) => {
    setUnfolded((before) => before || isFolded(key))
    setTimeout(() => body.current && focusField(body.current, key))
  }
  const isFolded = (key: string) => body.current?.querySelector(`[data-field="${key}"]`) === null
  const submit = async () => {
    setLeft(new Set([...left, ...Object.keys(open.answers)]))
    await allIn(draft.id)
    const wrong = await register.run()
    if (wrong[0]) toField(fieldFor(wrong[0]))
  }
  useKeys([
    ['ctrl+Enter', () => void submit()],
    ['Escape', () => void park()],
    ['ctrl+KeyP', () => void print.run()],
    ['alt+KeyT', () => setChanging(null)],
    ['alt+KeyR', () => setUnfolded((before) => !before)],
    ['F8', paper.toggle],
  ])

  const missing = [...checked.missing, ...missingPapers(form, papers)].filter((key) => !papers.includes(key))
  return (
    <>
      <FormHead draft={draft} form={form} answers={seen} open={open} />
      <Dates draft={draft.id} form={form} answers={seen} at={open.handTaken?.at} />
      {(register.refusal || open.failed) && (
        <Refused refusal={register.refusal} draftFailed={open.failed} form={form} onField={toField} onRetry={submit} />
      )}
      <Repeat draft={draft} open={open} />
      <div className="cols form-cols" ref={sheet}>
        <StepsPane
          {...{ draft: draft.id, form, open, focus: fieldAt(open.focus), missing: checked.missing }}
          onChangeType={setChanging}
        />
        <section className="form-col">
          <div className="form-body" ref={body}>
            <RecordsContext value={records}>
              <FormBody
                form={form}
                open={open}
                checked={checked}
                left={left}
                onLeft={onLeft}
                unfolded={unfolded}
                onUnfold={() => setUnfolded(!unfolded)}
                today={today}
              />
            </RecordsContext>
            <ConsentSection of={{ draft: draft.id }} form={form} answers={seen} flush={open.flush} />
          </div>
          <Missing
            form={form}
            missing={missing}
            minimum={checked.minimum}
            wrong={wrongIn(checked.findings)}
            onField={toField}
          />
          <ActionBar
            onPark={park}
            print={print}
            onRegister={submit}
            busy={register.busy}
            paperShown={paper.shown}
            onPaper={paper.toggle}
          />
        </section>
        {paper.shown && (
          <PaperPane
            shown={paper}
            draft={draft}
            form={form}
            answers={known}
            papers={open.papers}
            outage={open.outage}
            handTaken={open.handTaken}
          />
        )}
      </div>
      {changing !== false && (
        <ChangeType
          now={form}
          suggested={changing}
          answers={open.answers}
          onClose={() => setChanging(false)}
          onChange={(answers, type) => {
            const to = formOf(catalogue, type) ?? form
            const going = outages?.open[0]?.number ?? null
            const outage = outageAfterChange(catalogue, { from: form, to, joined: open.outage, going })
            open.reset({ ...joinedAnswers(catalogue, to, outage), ...answers })
            open.setOutage(outage)
            open.setType(type)
            setChanging(false)
          }}
        />
      )}
    </>
  )
}
