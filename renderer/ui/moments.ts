/** A day or a UTC moment as one text: `03.12.2026`, `23.11.2026 11:47` on the branch's clock. */
import { useDesk } from '../window/workspace.ts'
import { dotted, momentAt } from './dates.ts'

export function useMomentWords(): (by: string) => string {
  const { timeZone } = useDesk().workspace.branch
  return (by) => {
    if (!by.includes('T')) return dotted(by)
    const { day, time } = momentAt(by, timeZone)
    return `${dotted(day)} ${time}`
  }
}
