import { useEffect, useState } from 'react'
import { type Moment, momentAt } from './dates.ts'

/** The minute that it is in the branch; the screen is drawn again only when it changes. */
export function useNow(timeZone: string): Moment {
  const [now, setNow] = useState(() => momentAt(Date.now(), timeZone))
  useEffect(() => {
    const look = () => {
      const next = momentAt(Date.now(), timeZone)
      setNow((before) => (before.time === next.time && before.day === next.day ? before : next))
    }
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [timeZone])
  return now
}
