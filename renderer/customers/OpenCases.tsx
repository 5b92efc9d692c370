/** The person's open cases, as the branch's records have them: a field that nobody types. Printed with the application. */
import { useTranslation } from 'react-i18next'
import type { Field } from '../../domain/forms/schema.ts'
import { useText } from '../i18n.ts'
import type { ControlProps } from '../intake/fields/context.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { useDates } from '../ui/dates.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import { useKnownRecords } from './records.ts'
import './customers.css'

export function OpenCases({ id, type, describedBy }: ControlProps<Extract<Field['type'], { kind: 'open_cases' }>>) {
  const { t } = useTranslation('customers')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  const open = useKnownRecords().records?.open
  if (!open || open.length === 0)
    return (
      <p className="open-none m" id={id}>
        {t(open ? 'open.none' : 'open.unnamed')}
      </p>
    )
  return (
    <>
      <ul className="open-cases" id={id} aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
        {open.slice(0, type.max).map((one) => (
          <li key={one.id}>
            <CaseNumber number={one.number} branch={branch.code} />
            <span>{text(shortTitle(catalogue, one))}</span>
            <span className="m">{t(`ui:state.${one.state}`)}</span>
            <span className="n m">{t('answerBy', { day: dates.dotted(one.answerBy) })}</span>
          </li>
        ))}
      </ul>
      {open.length > type.max && <p className="m">{t('latestOnly', { count: type.max })}</p>}
    </>
  )
}
