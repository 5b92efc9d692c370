/** How far the files of a case are on their way, as the window shows it, and the wish to have one that lies elsewhere. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Attached } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { caseOf } from '../projection.ts'
import { seesHolder } from '../sight.ts'
import { markOf } from '../store/carriage.ts'
import { refuse } from './incoming.ts'
import { arrivingFolder, keptFile } from './places.ts'

type Carried = NonNullable<Attached['carried']>

/** Of a file that has a row here. */
export function carriedNow({ db, carriage }: Branch, sha256: string): Carried {
  const state = markOf(db, sha256)
  return state === null ? { state: 'waits', done: carriage.progress(sha256) } : { state, done: 0 }
}

/** Of a file that lies elsewhere: how much of it has come. */
export function comingNow(branch: Branch, sha256: string): Carried {
  const part = statSync(join(arrivingFolder(branch), sha256), { throwIfNoEntry: false })
  return { state: 'comes', done: part?.size ?? 0 }
}

/** Whether it lies here, unspoilt as far as is known, and headquarters is not known to hold it: then it must not go. */
export function isOnlyHere(branch: Pick<Branch, 'db' | 'workspace'>, sha256: string): boolean {
  const state = markOf(branch.db, sha256)
  return state !== 'there' && state !== 'damaged' && existsSync(keptFile(branch, sha256))
}

type Fetching = { ok: true } | { ok: false; refusal: { code: 'notSignedIn' | 'unknownAttachment' } }

/** The courier brings it as soon as it can; the list tells how far it is. */
export function fetchAttachment(branch: Branch, asked: { case: string; sha256: string }): Fetching {
  if (!branch.session.current()) return refuse({ code: 'notSignedIn' })
  const named = caseOf(branch, asked.case)?.attachments.find(({ sha256 }) => sha256 === asked.sha256)
  if (!named || !seesHolder(branch, { draft: null, case_id: asked.case })) return refuse({ code: 'unknownAttachment' })
  if (!existsSync(keptFile(branch, asked.sha256))) branch.carriage.demand(named)
  return { ok: true }
}
