/** What was done to the people of the branch lately, and by whom; all of it stands in the journal. */
import { useTranslation } from 'react-i18next'
import type { Deed } from '../../electron/contract.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'

export function Deeds({ deeds }: { deeds: Deed[] }) {
  const { t } = useTranslation('people')
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  if (deeds.length === 0) return null
  return (
    <table className="staff-deeds">
      <caption>{t('deeds')}</caption>
      <thead>
        <tr>
          {(['when', 'who', 'what', 'whom'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {deeds.map((deed) => {
          const at = momentAt(deed.at, timeZone)
          const without = deed.second ? t('secondFirst') : !deed.counts && t('notCounted')
          const more = [deed.role && t(`ui:role.${deed.role}`), deed.why, without].filter(Boolean).join(', ')
          return (
            <tr key={deed.id} className={deed.second ? 'bad' : ''}>
              <td className="n">
                {dates.dotted(at.day)} {at.time}
              </td>
              <td>{deed.by}</td>
              <td>{t(`deed.${deed.what}`)}</td>
              <td>
                {deed.whom}
                {more && <span className="m"> · {more}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
