/** The papers handed in with the form: what the slip will say that the customer gave away, sheet by sheet. */
import { useTranslation } from 'react-i18next'
import { attachmentPapers } from '../../domain/cases/attachments.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { useFormFiles } from '../attachments/FormFiles.tsx'
import { keepFocus } from '../attachments/Viewer.tsx'
import { useText } from '../i18n.ts'
import { Tick } from '../ui/Parts.tsx'
import type { OpenDraft } from './draft.ts'

const MOST_SHEETS = 99

export function Papers({ form, open }: { form: Form; open: OpenDraft }) {
  const { t } = useTranslation('intake')
  const text = useText()
  const shown = new Set(attachmentPapers(useFormFiles().files))
  const all = [
    ...form.papers.required.map((paper) => ({ ...paper, required: true })),
    ...form.papers.optional.map((paper) => ({ ...paper, required: false })),
  ]
  if (all.length === 0) return null
  return (
    <fieldset className="section papers">
      <h2>{t('papers')}</h2>
      {all.map((paper) => {
        const taken = open.papers.find((one) => one.key === paper.key)
        const change = (next: Partial<{ sheets: number; original: boolean }>) =>
          open.setPapers((before) => before.map((one) => (one.key === paper.key ? { ...one, ...next } : one)))
        return (
          <div key={paper.key} className="paper-row" data-field={paper.key}>
            <Tick
              checked={taken !== undefined}
              onChange={(checked) =>
                open.setPapers((before) =>
                  checked
                    ? [...before, { key: paper.key, sheets: 1, original: paper.kind === 'application' }]
                    : before.filter((one) => one.key !== paper.key),
                )
              }
            >
              {text(paper.title)}
            </Tick>
            <FilesOf paper={paper.key} />
            {paper.required && !taken && !shown.has(paper.key) && <em className="s quiet">{t('forForwarding')}</em>}
            {taken && (
              <span className="sheets">
                <input
                  className="in n"
                  type="number"
                  min={1}
                  max={MOST_SHEETS}
                  value={taken.sheets}
                  aria-label={t('sheets')}
                  onChange={(event) => {
                    const sheets = Math.trunc(Number(event.currentTarget.value))
                    if (sheets >= 1 && sheets <= MOST_SHEETS) change({ sheets })
                  }}
                />
                <span className="s m">{t('sheetWord', { count: taken.sheets })}</span>
                <Tick checked={taken.original} onChange={(original) => change({ original })}>
                  {t('original')}
                </Tick>
              </span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** How many files show this paper; a press shows the first of them. */
function FilesOf({ paper }: { paper: string }) {
  const { t } = useTranslation('attachments')
  const { files, select } = useFormFiles()
  const own = files.filter((one) => one.paper === paper)
  const [first] = own
  if (!first) return null
  return (
    <button type="button" className="link s" tabIndex={-1} onMouseDown={keepFocus} onClick={() => select(first.id)}>
      {t('paperFiles', { count: own.length })}
    </button>
  )
}
