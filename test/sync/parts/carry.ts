/** One exchange as the courier does it, enrolment first, over a line that may fail; a kill on the way ends the process. */
import { type EnrolOutcome, enrolWith } from '../../../electron/branch/courier/enrol.ts'
import { type ExchangeOutcome, exchangeOnce } from '../../../electron/branch/courier/exchange.ts'
import { type Fetch, linkTo } from '../../../electron/branch/courier/link.ts'
import { storageFailure } from '../../../electron/branch/storage.ts'
import { setting } from '../../../electron/branch/store/settings.ts'
import { Killed, type Machine } from './counter.ts'

/** `equipment`: the disk refuses; the courier tries again later. */
export type Carried = ExchangeOutcome | EnrolOutcome | { ok: false; why: 'killed' | 'equipment'; detail: string }

/** Runs on the process that runs now; when that one is gone before the end, whatever it still meets is nobody's. */
export async function carry(machine: Machine, code: string | null, fetch: Fetch): Promise<Carried> {
  const open = machine.running
  if (!open) throw new Error('no process is running')
  const { branch } = open
  const link = linkTo('https://hq.test', branch.keys.sign, fetch)
  const alive = () => machine.running === open
  try {
    if (setting(branch.db, 'hqKey') === null) {
      const enrolled = await enrolWith(branch, link, code ?? '')
      if (!enrolled.ok) return enrolled
    }
    return await exchangeOnce(branch, link)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (alive() && storageFailure(error) !== null) return { ok: false, why: 'equipment', detail }
    if (alive() && !(error instanceof Killed)) throw error
    if (alive()) machine.crash()
    return { ok: false, why: 'killed', detail }
  }
}
