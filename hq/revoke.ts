/** Revoking a device, and hearing from a branch that one was revoked before headquarters was restored. */
import { isRevocation, type Revocation, revoke } from '../domain/journal/revocation.ts'
import { primitives } from '../trust/primitives.ts'
import type { Hq } from './hq.ts'
import { holdFold, refold } from './store/cases.ts'
import type { Sql } from './store/database.ts'
import { addRevocation, flagPast, headsOfDevice, isDeviceOf, revocationOf } from './store/revocations.ts'

/** Said once: asked again, the first statement is given again. Null: headquarters knows no such device of this branch. */
export function revokeDevice(
  hq: Hq,
  { branch, device }: { branch: string; device: string },
): Promise<Revocation | null> {
  return hq.database.transaction(async (sql) => {
    // A run of this device that has read "not revoked" is waited for: the heads name what it brought.
    await holdFold(sql, branch)
    const before = await revocationOf(sql, device)
    if (before) return before.body.branch === branch ? before : null
    if (!(await isDeviceOf(sql, branch, device))) return null
    const heads = await headsOfDevice(sql, branch, device)
    const at = new Date(hq.clock()).toISOString()
    const made = revoke({ v: 1, device, branch, at, heads }, hq.key.sign)
    await keep(sql, made)
    return made
  })
}

/** What a branch hands back. What this headquarters did not sign, or is of another branch, is believed by nobody. */
export async function takeBack({ database, key }: Hq, branch: string, given: readonly Revocation[]): Promise<void> {
  for (const one of given) {
    if (one.body.branch !== branch || !isRevocation(primitives, one, key.publicKey)) continue
    if ((await revocationOf(database, one.body.device)) === null) await database.transaction((sql) => keep(sql, one))
  }
}

async function keep(sql: Sql, made: Revocation): Promise<void> {
  await holdFold(sql, made.body.branch)
  if (!(await addRevocation(sql, made))) return
  await refold(sql, made.body.branch, await flagPast(sql, made))
}
