/** The one lit thing of this screen: the sentence to say to the customer, in the language of his answer if it differs. */
import { useTranslation } from 'react-i18next'
import { sentenceToSay } from '../../domain/forms/procedure.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { outsideBodyOf } from '../../domain/people/branch.ts'
import type { Receipt } from '../../electron/contract.ts'
import { useLanguage } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'

export function Tell({ receipt, form }: { receipt: Receipt; form: Form }) {
  const { t } = useTranslation('receipt')
  const language = useLanguage()
  const dates = useDates()
  const { branch } = useDesk().workspace
  const said = sentenceToSay(form, language, {
    number: receipt.number,
    answerBy: dates.dayOfMonth(receipt.answer.by),
    outsideBody: outsideBodyOf(branch, language),
  })
  return (
    <div className="tell lit">
      <h2>{t('tell')}</h2>
      <p>{t('ui:quoted', { said: said.replace(/\.$/, '') })}</p>
    </div>
  )
}
