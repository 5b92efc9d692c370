/** At midnight of the branch nothing is written, yet cases rise: what stands on the screen is read again. */
import { useEffect, useRef } from 'react'
import { queryClient } from '../api.ts'
import { useNow } from '../ui/now.ts'

export function useNewDay(timeZone: string): void {
  const { day } = useNow(timeZone)
  const last = useRef(day)
  useEffect(() => {
    if (last.current === day) return
    last.current = day
    void queryClient.invalidateQueries({ queryKey: ['cases'] })
  }, [day])
}
