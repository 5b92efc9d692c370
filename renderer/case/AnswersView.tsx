/**
 * The answers as people read them, in the order of the paper, as corrected: what stood there before stays visible, with who
 * changed it, when and why. The number of an identity document stays masked.
 */
import { useTranslation } from 'react-i18next'
import { formFields } from '../../domain/forms/catalogue.ts'
import { isAnswered } from '../../domain/forms/conditions.ts'
import type { Field, Form } from '../../domain/forms/schema.ts'
import { showAnswer } from '../../domain/forms/shown.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useLanguage, useText } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'
import './answers.css'
import { useSaid } from './who.ts'

export function AnswersView({ detail, form }: { detail: CaseDetail; form: Form | undefined }) {
  const { t } = useTranslation('case')
  const text = useText()
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const { registered } = detail
  const { answers, kept, corrections } = detail.now
  const wasCorrected = (key: string) => corrections.some(({ changed }) => Object.hasOwn(changed, key))
  if (!form) return <p className="m">{t('formGone')}</p>
  const papers = [...form.papers.required, ...form.papers.optional]
  return (
    <>
      {formFields(catalogue, form).map((section) => {
        const told = section.fields.filter(({ key }) => isAnswered(answers[key]) || wasCorrected(key))
        if (told.length === 0) return null
        return (
          <section key={section.code} className="told">
            <h3>{text(section.title)}</h3>
            <dl>
              {told.map((field) => (
                <div key={field.key}>
                  <dt>{text(field.short ?? field.label)}</dt>
                  <dd>
                    {isAnswered(answers[field.key])
                      ? showAnswer(catalogue, field, answers[field.key], language).text
                      : t('acts:nothing')}
                    {kept.includes(field.key) && <small className="warn"> · {t('soInDocument')}</small>}
                    <Before field={field} corrections={corrections} />
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

type Corrections = CaseDetail['now']['corrections']

/** Each value that was corrected, the latest first. */
function Before({ field, corrections }: { field: Field; corrections: Corrections }) {
  const { t } = useTranslation('acts')
  const said = useSaid()
  const language = useLanguage()
  const { catalogue } = useDesk().workspace
  const own = corrections.filter(({ changed }) => Object.hasOwn(changed, field.key)).toReversed()
  return own.map(({ at, by, reason, changed }) => {
    const before = changed[field.key]?.before ?? null
    return (
      <span key={at} className="was">
        <s>
          {before !== null && isAnswered(before) ? showAnswer(catalogue, field, before, language).text : t('nothing')}
        </s>
        <small className="m">
          {said({ by, at })}: {reason}
        </small>
      </span>
    )
  })
}
