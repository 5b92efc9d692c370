/**
 * What would be lost if this computer were taken away now. It is counted from what lies here, and nothing of it is left out:
 * whoever reads "may be taken away" empties the disk.
 */
import { isOnlyHere } from './attachments/carried.ts'
import type { Branch } from './branch.ts'
import { notSafe } from './store/acknowledgements.ts'
import { toCarry } from './store/carriage.ts'
import { countDrafts } from './store/drafts.ts'
import { countTray } from './store/tray.ts'

/**
 * Events that headquarters does not have safe and the cases they are of, files of cases that it does not hold, drafts, and
 * papers of the tray. The last two never leave this computer.
 */
export const stillHere = (branch: Pick<Branch, 'db' | 'workspace'>) => ({
  ...notSafe(branch.db),
  files: toCarry(branch.db).filter(({ sha256 }) => isOnlyHere(branch, sha256)).length,
  drafts: countDrafts(branch.db),
  tray: countTray(branch.db),
})
