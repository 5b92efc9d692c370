/** The answers as people read them, in the order of the paper. The number of an identity document stays masked. */
import { useTranslation } from 'react-i18next'
import { formFields } from '../../domain/forms/catalogue.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'

export function AnswersView({ registered, form }: { registered: CaseDetail['registered']; form: Form | undefined }) {
  const { t } = useTranslation('case')
  const text = useText()
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const { answers } = registered
  if (!form) return <p className="m">{t('formGone')}</p>
  const papers = [...form.papers.required, ...form.papers.optional]
  return (
    <>
      {formFields(catalogue, form).map((section) => {
        const told = section.fields.filter((field) => isAnswered(answers[field.key]))
        if (told.length === 0) return null
        return (
          <section key={section.code} className="told">
            <h3>{text(section.title)}</h3>
            <dl>
              {told.map((field) => (
                <div key={field.key}>
                  <dt>{text(field.short ?? field.label)}</dt>
                  <dd>
                    {showAnswer(catalogue, field, answers[field.key], language).text}
                    {registered.kept.includes(field.key) && <small className="warn"> · {t('soInDocument')}</small>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
      <section className="told">
        <h3>{t('papers')}</h3>
        {registered.papers.length === 0 ? (
          <p className="m">{registered.attachments?.length ? t('filesOnly') : t('noPapers')}</p>
        ) : (
          <dl>
            {registered.papers.map((paper) => (
              <div key={paper.key}>
                <dt>
                  {text(
                    papers.find((one) => one.key === paper.key)?.title ?? {
                      kk: paper.key,
                      ru: paper.key,
                      en: paper.key,
                    },
                  )}
                </dt>
                <dd>
                  {t('sheets', { count: paper.sheets })}, {t(paper.original ? 'original' : 'copy')}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </>
  )
}
