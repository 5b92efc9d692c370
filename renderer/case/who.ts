/** Who is meant, in words: the program, a person by name, or somebody whose name has not come to this computer yet. */
import { useTranslation } from 'react-i18next'
import { momentAt, useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Given a name, null for the program, or the id of a person whom this computer does not know: nobody reads an id. */
export function useWho(): (by: string | null) => string {
  const { t } = useTranslation('case')
  return (by) => (by === null ? t('program') : ID.test(by) ? t('unnamed') : by)
}

/** `Ким В. О., 22.11.2026 10:40` */
export function useSaid(): (said: { by: string | null; at: string }) => string {
  const who = useWho()
  const dates = useDates()
  const { timeZone } = useDesk().workspace.branch
  return ({ by, at }) => {
    const { day, time } = momentAt(at, timeZone)
    return `${who(by)}, ${dates.dotted(day)} ${time}`
  }
}
