/** A date as it stands on a paper, typed or picked. What is no date stays as typed, and the field says so. */
import { Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import 'dayjs/locale/kk'
import 'dayjs/locale/ru'
import { CalendarDays, CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/forms/schema.ts'
import { type ControlProps, useFields } from './context.ts'
import { editable, readDate } from './reading.ts'
import { selectShown } from './selecting.ts'

export function DateField({
  field,
  type,
  id,
  level,
  describedBy,
}: ControlProps<Extract<Field['type'], { kind: 'date' }>>) {
  const { t } = useTranslation('intake')
  const { control, language, today, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const [typed, setTyped] = useState<string | null>(null)
  const [picking, setPicking] = useState(false)
  const value = typeof bound.value === 'string' ? bound.value : ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const leave = () => {
    if (typed !== null) {
      bound.onChange(readDate(typed) || undefined)
      setTyped(null)
    }
    bound.onBlur()
    onLeft(field.key)
  }
  return (
    <div className={`in${level === 'ok' ? '' : ` ${level}`}`}>
      <input
        id={id}
        ref={bound.ref}
        className="n"
        value={typed ?? editable(field, value)}
        placeholder={t('placeholder.date')}
        autoComplete="off"
        inputMode="numeric"
        maxLength={20}
        aria-invalid={level === 'error'}
        aria-describedby={describedBy}
        onFocus={(event) => {
          const shown = editable(field, value)
          setTyped(shown)
          selectShown(event.currentTarget, shown)
        }}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          bound.onChange(event.currentTarget.value)
        }}
        onBlur={leave}
      />
      <span className="end">
        {level === 'error' && <CircleAlert aria-hidden />}
        {level === 'warning' && <TriangleAlert aria-hidden />}
        <Popover opened={picking} onChange={setPicking} position="bottom-end" withinPortal>
          <Popover.Target>
            <button
              type="button"
              className="iconbtn"
              tabIndex={-1}
              aria-label={t('pickDate')}
              onClick={() => setPicking(!picking)}
            >
              <CalendarDays aria-hidden />
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              locale={language}
              size="sm"
              value={isDay ? value : null}
              defaultDate={isDay ? value : today}
              {...(type.past && { maxDate: today })}
              {...(type.future && { minDate: today })}
              onChange={(day) => {
                bound.onChange(day ?? undefined)
                setPicking(false)
                onLeft(field.key)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      </span>
    </div>
  )
}
