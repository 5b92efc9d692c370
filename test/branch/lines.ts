/** Lines of the journal from outside: their events, their heads, and what headquarters says that it holds of them. */
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { heads, myLine } from '../../electron/branch/journal.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { type Bench, page } from './bench.ts'

export const hq = keyPair(newPrivateKey())
export const db = (bench: Bench) => bench.branch.db
export const mine = (bench: Bench) => myLine(db(bench))
export const headOf = (bench: Bench, line = mine(bench)) => heads(db(bench))[line] ?? { seq: 0, hash: '' }
export const acknowledged = (
  line: string,
  place: { seq: number; hash: string },
  level: 'received' | 'safe' = 'received',
) => acknowledge({ line, ...place, level }, hq.sign)
export const delivery = async (bench: Bench, id: string) =>
  (await page(bench)).rows.find((row) => row.id === id)?.delivery
