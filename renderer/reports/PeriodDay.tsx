/** One end of a period. What is no day yet changes nothing; an empty field is no limit. */
import { useEffect, useState } from 'react'
import { DateInput } from '../ui/DateInput.tsx'
import { dotted } from '../ui/dates.ts'
import { readDay } from '../ui/typed.ts'

type Props = { id: string; label: string; day: string | null; today: string; onDay: (day: string | null) => void }

export function PeriodDay({ id, label, day, today, onDay }: Props) {
  const shown = day === null ? '' : dotted(day)
  const [text, setText] = useState(shown)
  useEffect(() => setText(shown), [shown])
  const take = (typed: string) => {
    const read = typed.trim() === '' ? null : readDay(typed, today)
    if (read === null && typed.trim() !== '') setText(shown)
    else if (read !== day) onDay(read)
  }
  return (
    <label className="reports-day" htmlFor={id}>
      {label}
      <DateInput
        kind="day"
        id={id}
        text={text}
        onText={setText}
        onPick={(picked) => {
          setText(picked)
          take(picked)
        }}
        onLeave={() => take(text)}
        latest={today}
      />
    </label>
  )
}
