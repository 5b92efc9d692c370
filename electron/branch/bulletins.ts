/** Headquarters' bulletins as the windows show them: those in force, and which of them the person here has read. */
import type { z } from 'zod'
import { inForceAt } from '../../domain/bulletins/bulletin.ts'
import type { Bulletin, contract } from '../contract.ts'
import { type Branch, utcNow } from './branch.ts'
import { record } from './record.ts'
import { bulletins, bulletinsReadBy, noteBulletinRead, officerNames } from './store/office.ts'

type Read = z.infer<NonNullable<(typeof contract.bulletins.read)['~orpc']['outputSchema']>>

export function bulletinsShown(branch: Branch): Bulletin[] {
  const person = branch.session.current()
  const inForce = inForceAt(bulletins(branch.db), utcNow(branch))
  if (inForce.length === 0) return []
  const read = person ? bulletinsReadBy(branch.db, person.id) : new Set<string>()
  const names = officerNames(branch.db)
  return inForce
    .map(({ command: id, text, since, until, outage = null, by }) => ({
      ...{ id, text, since, until, outage, by: names[by] ?? null, read: read.has(id) },
    }))
    .sort((one, other) => Number(one.read) - Number(other.read))
}

/** Noted on this computer: elsewhere he reads it once more. */
export function readBulletin(branch: Branch, id: string): Read {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const noted = record(branch, (): Read => {
    noteBulletinRead(branch.db, id, person.id, utcNow(branch))
    return { ok: true }
  })
  if (noted.ok) branch.changed('bulletins')
  return noted
}
