/**
 * A form as the clerk will see it: procedure, fields that can be tried, paper in the three languages. There is no draft
 * behind it: nothing that is typed here is kept, and nothing can be registered.
 */
import { ArrowLeft, Eye } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startingAnswers } from '../../domain/forms/answers.ts'
import { withForm } from '../../domain/forms/catalogue.ts'
import { checkAnswers } from '../../domain/forms/check.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import type { Catalogue, Form, Language } from '../../domain/forms/schema.ts'
import type { Draft } from '../../electron/contract.ts'
import { applicationHtml } from '../../paper/application.ts'
import { Context as FilesContext, type FormFilesShare } from '../attachments/FormFiles.tsx'
import { languages, useLanguage, useText } from '../i18n.ts'
import { FormBody } from '../intake/FormBody.tsx'
import '../intake/beside.css'
import '../intake/form.css'
import { type OpenDraft, useTyped } from '../intake/draft.ts'
import { useKeys } from '../ui/keys.ts'
import { useNow } from '../ui/now.ts'
import { A4_HEIGHT, A4_WIDTH, PaperFrame } from '../ui/PaperFrame.tsx'
import { Button, Chip } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useSettled } from '../ui/settled.ts'
import { pageNonce } from '../window/nonce.ts'
import { DeskContext, useDesk } from '../window/workspace.ts'
import { Steps } from './Steps.tsx'

type Props = {
  form: Form
  catalogue: Catalogue
  onBack: () => void
  /** The file it comes from; without one it is a version that this computer has. */
  file?: string
  notAbove?: number | null
}

export function Preview(props: Props) {
  const desk = useDesk()
  const { form, catalogue } = props
  const inside = useMemo(
    () => ({ ...desk, workspace: { ...desk.workspace, catalogue: withForm(catalogue, form) } }),
    [desk, catalogue, form],
  )
  return (
    <DeskContext value={inside}>
      <Sheet {...props} catalogue={inside.workspace.catalogue} />
    </DeskContext>
  )
}

/** Stands where a draft would; it has no life beyond this screen. */
const asDraft = (form: Form, catalogue: Catalogue): Draft => ({
  ...{ id: NOBODY, command: NOBODY, label: 'D-0000A-0000', type: form.code, formVersion: form.version },
  ...{ answers: startingAnswers(catalogue, form), kept: [], stepsDone: [], stepReasons: {}, papers: [] },
  ...{ outage: null, handTaken: null, focus: null, by: NOBODY, openedAt: '', savedAt: '' },
})
const NOBODY = '00000000-0000-0000-0000-000000000000'

const stored = { flush: () => Promise.resolve(null), failed: null }

function Sheet({ form, catalogue, onBack, file, notAbove }: Props) {
  const { t } = useTranslation('formsAdmin')
  const text = useText()
  const [draft] = useState(() => asDraft(form, catalogue))
  const { snapshot: _, ...typed } = useTyped(draft)
  const open: OpenDraft = { ...typed, ...stored }
  const { branch } = useDesk().workspace
  const today = useNow(branch.timeZone).day
  const checked = checkAnswers(catalogue, form, open.answers, { country: branch.country, today, kept: open.kept })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [unfolded, setUnfolded] = useState(false)
  useKeys([
    ['Escape', onBack],
    ['alt+KeyR', () => setUnfolded((before) => !before)],
  ])
  return (
    <div className="forms-preview">
      <div className="forms-head">
        <Button icon={ArrowLeft} keyName="Esc" onClick={onBack}>
          {t('back')}
        </Button>
        <h2>{text(form.title)}</h2>
        <span className="m">
          {form.code} · {t('versionNumber', { version: form.version })}
        </span>
        <Chip tone="info" icon={Eye} fill>
          {file ? t('previewOfFile', { file }) : t('preview')}
        </Chip>
      </div>
      {typeof notAbove === 'number' && (
        <p className="note warn">{t('notAbove', { version: form.version, inForce: notAbove })}</p>
      )}
      <div className="forms-cols">
        <Steps form={form} answers={open.answers} />
        <FilesContext value={useNoFiles(form)}>
          <div className="form-body">
            <FormBody
              form={form}
              open={open}
              checked={checked}
              left={left}
              onLeft={(key) => setLeft((before) => new Set([...before, key]))}
              unfolded={unfolded}
              onUnfold={() => setUnfolded(!unfolded)}
              today={today}
            />
          </div>
        </FilesContext>
        <Paper form={form} answers={open.answers} />
      </div>
    </div>
  )
}

const nothing = () => {}

/** The places for files are shown; where there is no draft nothing can be put into them. */
function useNoFiles(form: Form): FormFilesShare {
  return useMemo(
    () => ({
      ...{ draft: NOBODY, form, files: [], known: true, any: false, selected: null },
      ...{ select: nothing, add: nothing, choose: nothing, camera: nothing, scan: nothing },
    }),
    [form],
  )
}

function Paper({ form, answers }: { form: Form; answers: Draft['answers'] }) {
  const { t } = useTranslation('formsAdmin')
  const screen = useLanguage()
  const [language, setLanguage] = useState<Language>(screen)
  const { catalogue, branch, window: letter } = useDesk().workspace
  const settled = useSettled(answers, 150)
  const filled = Object.values(settled).some((value) => isAnswered(value))
  const page = useMemo(
    () =>
      applicationHtml(
        {
          ...{ catalogue, branch, window: letter, type: form.code, formVersion: form.version, language },
          ...{ answers: filled ? settled : null, label: 'D-0000A-0000', printedAt: new Date().toISOString() },
        },
        { nonce: pageNonce() },
      ),
    [catalogue, branch, letter, form, language, settled, filled],
  )
  return (
    <aside className="paper-pane" aria-label={t('paper')}>
      <div className="forms-language">
        <Segments
          label={t('paperLanguage')}
          value={language}
          options={languages.map((one) => ({ value: one, label: t(`ui:languageName.${one}`) }))}
          onChange={(next) => setLanguage(languages.find((one) => one === next) ?? 'kk')}
        />
      </div>
      <div className="sheet-box">
        <PaperFrame page={page} width={A4_WIDTH} least={A4_HEIGHT} title={t('paper')} />
      </div>
    </aside>
  )
}
