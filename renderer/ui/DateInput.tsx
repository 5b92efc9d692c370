/**
 * The one part in which days and moments are typed: by hand in any way of `typed.ts`, with ↑ and ↓ a day on or back
 * (today, where nothing stands yet), or from the calendar. It holds text; what is read from it is its owner's. The sign of
 * an error stands with the words under it: in here, in a narrow field, it would cover the end of the year.
 */
import { Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import 'dayjs/locale/kk'
import 'dayjs/locale/ru'
import { CalendarDays } from 'lucide-react'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.ts'
import { useDesk } from '../window/workspace.ts'
import { chordOf } from './keys.ts'
import { useNow } from './now.ts'
import { dayAfter, readDay, readLocal, written } from './typed.ts'

const LONGEST = 30
/** They act on what is typed while the focus stays here. */
const SENDING: ReadonlySet<string> = new Set(['ctrl+Enter', 'ctrl+KeyP'])

type Props = {
  /** `moment`: a day and a time; a time alone is today. */
  kind: 'day' | 'moment'
  id: string
  text: string
  onText: (text: string) => void
  /** Chosen from the calendar, written as it could have been typed: nothing more will follow. */
  onPick: (text: string) => void
  onFocus?: (input: HTMLInputElement) => void
  onLeave: () => void
  /** The form is about to be sent or printed from here: comes before whoever does it hears the key. */
  onSend?: () => void
  level?: 'ok' | 'warning' | 'error'
  describedBy?: string | undefined
  inputRef?: Ref<HTMLInputElement>
  placeholder?: string
  /** Days that may be picked; typing is not held to them. */
  earliest?: string | undefined
  latest?: string | undefined
  autoFocus?: boolean
  /** Stands in a box that closes on a press outside of it. */
  boxed?: boolean
}

export function DateInput(props: Props) {
  const { kind, id, text, onText, onPick, onFocus, onLeave, level = 'ok', describedBy, inputRef, boxed = false } = props
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const now = useNow(useDesk().workspace.branch.timeZone)
  const [picking, setPicking] = useState(false)
  const read = kind === 'day' ? readDay(text, now.day) : readLocal(text, now)
  const day = read?.slice(0, 10)
  /** The day with the time that stands, or the present one. */
  const on = (next: string) => written(kind === 'day' ? next : `${next}T${read?.slice(11) || now.time}`)
  const step = (by: number) => {
    if (day) onText(on(dayAfter(day, by)))
    else if (text.trim() === '') onText(on(now.day))
  }
  const pick = (next: string) => {
    onPick(on(next))
    setPicking(false)
  }
  return (
    <div className={`in${level === 'ok' ? '' : ` ${level}`}`}>
      <input
        id={id}
        ref={inputRef}
        className="n"
        value={text}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST}
        data-autofocus={props.autoFocus || undefined}
        aria-invalid={level === 'error'}
        aria-describedby={describedBy}
        onFocus={(event) => onFocus?.(event.currentTarget)}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (SENDING.has(chordOf(event.nativeEvent))) props.onSend?.()
          const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
          if (by === 0 || event.altKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          step(by)
        }}
        onBlur={onLeave}
      />
      <span className="end">
        <Popover opened={picking} onChange={setPicking} position="bottom-end" withinPortal={!boxed}>
          <Popover.Target>
            <button
              type="button"
              className="iconbtn"
              tabIndex={-1}
              aria-label={t('typed.pick')}
              onClick={() => setPicking(!picking)}
            >
              <CalendarDays aria-hidden />
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              locale={language}
              size="sm"
              value={day ?? null}
              defaultDate={day ?? now.day}
              {...(props.latest && { maxDate: props.latest })}
              {...(props.earliest && { minDate: props.earliest })}
              onChange={(next) => next && pick(next)}
            />
          </Popover.Dropdown>
        </Popover>
      </span>
    </div>
  )
}
