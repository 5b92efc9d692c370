/**
 * Devices of the branch that headquarters has revoked. The statement is believed by its signature, kept, handed back with
 * each comparison, and marks what these devices wrote past what was known of them; nothing of theirs is thrown away.
 */
import { isPastRevocation, isRevocation, type Revocation } from '../../domain/journal/revocation.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Branch, utcNow } from './branch.ts'
import { project } from './projection.ts'
import { placesOfDevice, revocationOf, saveFlag, saveRevocation } from './store/revocations.ts'

/** Takes over what headquarters told; what it did not sign, or is of another branch, is nobody's word. */
export function learnOfRevoked(branch: Branch, hqKey: string, told: readonly Revocation[]): void {
  const { db, desk } = branch
  for (const one of told) {
    if (revocationOf(db, one.body.device)) continue
    if (one.body.branch !== desk().branch || !isRevocation(primitives, one, hqKey)) continue
    const touched = db
      .transaction(() => {
        if (!saveRevocation(db, one)) return []
        const past = placesOfDevice(db, one.body.device).filter((place) => isPastRevocation(one.body, place))
        for (const { hash } of past) saveFlag(db, hash, 'revoked', utcNow(branch))
        const cases = [...new Set(past.flatMap((place) => place.case_id ?? []))]
        for (const id of cases) project(branch, id)
        return cases
      })
      .immediate()
    if (touched.length > 0) branch.changed('cases')
  }
}
