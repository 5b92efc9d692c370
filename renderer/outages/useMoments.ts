import { useNow } from '../ui/now.ts'
import { readMoment } from '../ui/typed.ts'
import { useDesk } from '../window/workspace.ts'
import { editMoment, showMoment } from './moment.ts'

/** Reading and showing moments in the branch's time zone; `now` is drawn again each minute. */
export function useMoments() {
  const { timeZone } = useDesk().workspace.branch
  const { day, time } = useNow(timeZone)
  return {
    today: day,
    time,
    read: (typed: string) => readMoment(typed, { day, time }, timeZone),
    show: (at: string) => showMoment(at, day, timeZone),
    edit: (at: string) => editMoment(at, timeZone),
  }
}
