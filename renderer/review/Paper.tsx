/** The paper beside the typed fields: the scans as they came; without one, the page as the program would print it. */
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { applicationHtml } from '../../paper/application.ts'
import { useFiles } from '../attachments/files.ts'
import { usePaperName } from '../attachments/places.ts'
import { Viewer } from '../attachments/Viewer.tsx'
import { useLanguage } from '../i18n.ts'
import { A4_HEIGHT, A4_WIDTH, PaperFrame } from '../ui/PaperFrame.tsx'
import { pageNonce } from '../window/nonce.ts'
import { useDesk } from '../window/workspace.ts'

type Props = { detail: Pick<CaseDetail, 'row' | 'registered'>; form: Form | undefined }

export function Paper({ detail, form }: Props) {
  const { t } = useTranslation('review')
  const files = useFiles({ case: detail.row.id })
  const paperName = usePaperName(form)
  const [chosen, setChosen] = useState<string | null>(null)
  const application = form?.papers.required.find(({ kind }) => kind === 'application')
  const shown =
    files.find(({ id }) => id === chosen) ?? files.find(({ paper }) => paper === application?.key) ?? files[0] ?? null
  const typed = chosen === 'typed' || !shown
  return (
    <section className="review-paper" aria-label={t('paper')}>
      <div className="tabs" role="tablist">
        {files.map((file) => (
          <button
            key={file.id}
            type="button"
            role="tab"
            aria-selected={!typed && shown?.id === file.id}
            onClick={() => setChosen(file.id)}
          >
            {paperName(file.paper) || file.name}
          </button>
        ))}
        <button type="button" role="tab" aria-selected={typed} onClick={() => setChosen('typed')}>
          {t('typedPaper')}
        </button>
      </div>
      {!typed && shown ? (
        <Viewer file={shown} fit="width" />
      ) : (
        <div className="sheet-box">
          {files.length === 0 && <p className="note warn">{t('noScan')}</p>}
          {form && <TypedPaper detail={detail} form={form} />}
        </div>
      )}
    </section>
  )
}

function TypedPaper({ detail: { row, registered }, form }: { detail: Props['detail']; form: Form }) {
  const { t } = useTranslation('review')
  const language = useLanguage()
  const { catalogue, branch } = useDesk().workspace
  const page = useMemo(
    () =>
      applicationHtml(
        {
          catalogue,
          branch,
          window: row.window,
          type: form.code,
          formVersion: form.version,
          answers: registered.answers,
          label: row.number,
          language,
          printedAt: row.registeredAt,
        },
        { nonce: pageNonce() },
      ),
    [catalogue, branch, form, registered, row, language],
  )
  return <PaperFrame page={page} width={A4_WIDTH} least={A4_HEIGHT} title={t('typedPaper')} />
}
