/** A small table typed cell by cell; an empty last row waits for the next entry. */
import { X } from 'lucide-react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { normaliseValue } from '../../../domain/forms/normal.ts'
import type { Field } from '../../../domain/forms/schema.ts'
import { useText } from '../../i18n.ts'
import { type ControlProps, useFields } from './context.ts'

type Row = Record<string, string>

export function TableField({ field, type, level }: ControlProps<Extract<Field['type'], { kind: 'table' }>>) {
  const { t } = useTranslation('intake')
  const text = useText()
  const { control, context, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const rows: Row[] = Array.isArray(bound.value) ? bound.value.filter((row) => typeof row === 'object') : []
  const shown = rows.length < type.max ? [...rows, {}] : rows
  const write = (at: number, key: string, cell: string) => {
    const next = shown.map((row, i) => (i === at ? { ...row, [key]: cell } : row))
    bound.onChange(next.filter((row) => Object.values(row).some((one) => one !== '')))
  }
  return (
    <table className={`cells${level === 'error' ? ' error' : ''}`}>
      <thead>
        <tr>
          {type.columns.map((column) => (
            <th key={column.key} scope="col">
              {text(column.label)}
            </th>
          ))}
          <th aria-label={t('removeRow')} />
        </tr>
      </thead>
      <tbody>
        {shown.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, their place is what they are
          <tr key={at}>
            {type.columns.map((column) => (
              <td key={column.key}>
                <input
                  className="in"
                  value={row[column.key] ?? ''}
                  aria-label={`${text(column.label)}, ${at + 1}`}
                  inputMode={column.of === 'text' ? 'text' : 'decimal'}
                  maxLength={500}
                  onChange={(event) => write(at, column.key, event.currentTarget.value)}
                  onBlur={() => {
                    bound.onChange(normaliseValue(field.type, rows, context))
                    onLeft(field.key)
                  }}
                />
              </td>
            ))}
            <td>
              {at < rows.length && (
                <button
                  type="button"
                  className="iconbtn"
                  tabIndex={-1}
                  aria-label={t('removeRow')}
                  onClick={() => bound.onChange(rows.filter((_, i) => i !== at))}
                >
                  <X aria-hidden />
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
