/**
 * The one way in for files: piece by piece from the window, or from a path that a scanner or the watched folder left. First
 * the bytes lie safely on the disk under their hash, then a record says whose they are. A process that dies in between
 * leaves a file nobody refers to, never a reference to a file that is not there.
 */
import { createReadStream } from 'node:fs'
import type { Destination } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { caseOfDraft, record } from '../record.ts'
import { fileFailure, type NotRecorded } from '../storage.ts'
import { saveFile } from '../store/files.ts'
import { fromPath, insertTray } from '../store/tray.ts'
import type { Arrival, Finished, Kept, Reception } from './doors.ts'
import { fileWhatIsRead } from './filing.ts'
import { type Incoming, largest, openIncoming, refuse } from './incoming.ts'
import { joinCase, joinDraft, obstacle } from './joining.ts'
import { shownAttachment } from './listing.ts'
import { shownName } from './name.ts'

type Upload = { arrival: Arrival; announced: number; incoming: Incoming; busy: Promise<unknown>; usedAt: number }

/** An upload that nobody went on with: the window was closed in the middle. */
const ABANDONED_MS = 10 * 60_000

export function openReception(branch: Branch): Reception {
  const uploads = new Map<string, Upload>()
  const forget = async (id: string) => {
    const upload = uploads.get(id)
    uploads.delete(id)
    await upload?.incoming.drop()
  }
  /** The calls of one upload follow one another, however fast they come. */
  const inTurn = <T>(upload: Upload, work: () => Promise<T>): Promise<T> => {
    const mine = upload.busy.then(work)
    upload.busy = mine.catch(() => {})
    upload.usedAt = branch.clock()
    return mine
  }
  return {
    async begin({ to, name, bytes, paper }) {
      if (!branch.session.current()) return refuse({ code: 'notSignedIn' })
      for (const [id, { usedAt }] of uploads) if (branch.clock() - usedAt > ABANDONED_MS) await forget(id)
      if (bytes === 0) return refuse({ code: 'empty' })
      if (bytes > largest(branch)) return refuse({ code: 'tooBig', limit: largest(branch) })
      const owner = whereNow(branch, to)
      const stopped = 'tray' in owner ? null : obstacle(branch, owner)
      if (stopped) return stopped
      const id = newId(branch)
      const incoming = await openIncoming(branch, id)
      if ('ok' in incoming) return incoming
      const arrival: Arrival = { to, name, paper, origin: 'window' }
      uploads.set(id, { arrival, announced: bytes, incoming, busy: Promise.resolve(), usedAt: branch.clock() })
      return { ok: true, upload: id }
    },
    async append({ upload: id, at, chunk }) {
      const upload = uploads.get(id)
      if (!upload) return refuse({ code: 'unknownUpload' })
      return inTurn(upload, async () => {
        if (at !== upload.incoming.length()) return refuse({ code: 'wrongPlace' })
        const refused = await upload.incoming.add(chunk)
        if (!refused) return { ok: true }
        await forget(id)
        return refused
      })
    },
    async finish(id) {
      const upload = uploads.get(id)
      if (!upload) return refuse({ code: 'unknownUpload' })
      return inTurn(upload, async () => {
        uploads.delete(id)
        if (upload.incoming.length() !== upload.announced) {
          await upload.incoming.drop()
          return refuse({ code: 'torn' })
        }
        return keepAndRecord(branch, upload.incoming, upload.arrival, id)
      })
    },
    async cancel(id) {
      const upload = uploads.get(id)
      if (upload) await inTurn(upload, () => forget(id))
      return { ok: true }
    },
    async takeFile(path, arrival) {
      const id = newId(branch)
      const incoming = await openIncoming(branch, id)
      if ('ok' in incoming) return incoming
      try {
        for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
          const refused = await incoming.add(chunk as Uint8Array)
          if (!refused) continue
          await incoming.drop()
          return refused
        }
      } catch (error) {
        await incoming.drop()
        const failure = fileFailure(error)
        if (!failure) throw error
        return failure
      }
      return keepAndRecord(branch, incoming, arrival, id)
    },
    async close() {
      await Promise.all([...uploads.keys()].map(forget))
    },
  }
}

/** `id` becomes the command of an event that follows, and the batch of what came alone. */
async function keepAndRecord(branch: Branch, incoming: Incoming, arrival: Arrival, id: string): Promise<Finished> {
  const name = shownName(arrival.name)
  const taken = await incoming.keep(name)
  if (!taken.ok) return taken
  // Asked for together with the record: nothing else runs in between.
  const to = whereNow(branch, arrival.to)
  const finished = record(branch, () => settle(branch, taken.kept, { ...arrival, to, name }, id))
  if (finished.ok) announce(branch, to)
  return finished
}

/** A file on its way to a draft that has been registered meanwhile is the case's. */
function whereNow(branch: Branch, to: Destination): Destination {
  const id = 'draft' in to ? caseOfDraft(branch, to.draft) : null
  return id === null ? to : { case: id }
}

function announce(branch: Branch, to: Destination): void {
  if ('case' in to) branch.changed('attachments', 'cases', 'exchange')
  else branch.changed('attachments', 'tray')
}

function settle(branch: Branch, kept: Kept, arrival: Arrival, id: string): Exclude<Finished, NotRecorded> {
  const { to, name, paper, origin } = arrival
  const person = branch.session.current()
  // The folder is watched whether or not anybody is there: what it brings lies in the tray and is nobody's.
  if (!person && !('tray' in to)) return refuse({ code: 'notSignedIn' })
  saveFile(branch.db, { ...kept, at: utcNow(branch) })
  if ('tray' in to) {
    const item = toTray(branch, kept, arrival, id)
    fileWhatIsRead(branch, item)
    return { ok: true, repeated: false, attachment: null, item }
  }
  if (!person) throw new Error('somebody is signed in')
  const { sha256, otherKind } = kept
  const joining = { sha256, name, paper, otherKind, origin, seen: true, by: person.id }
  const joined = 'draft' in to ? joinDraft(branch, to.draft, joining) : joinCase(branch, to.case, joining, id, person)
  if (!joined.ok) return joined
  return { ok: true, repeated: joined.repeated, attachment: shownAttachment(branch, joined.attachment), item: null }
}

function toTray(branch: Branch, kept: Kept, arrival: Arrival, id: string): string {
  // Taken before, but it could not be put aside in the watched folder: it is the same arrival still.
  const before = fromPath(branch.db, arrival.path ?? '').find(({ sha256, moved }) => sha256 === kept.sha256 && !moved)
  if (before) return before.id
  const item = newId(branch)
  insertTray(branch.db, {
    id: item,
    batch: arrival.batch ?? id,
    sheet: arrival.sheet ?? null,
    sha256: kept.sha256,
    source: null,
    name: arrival.name,
    other_kind: kept.otherKind ? 1 : 0,
    origin: arrival.origin,
    state: 'reading',
    why: null,
    code: null,
    draft: null,
    case_id: null,
    path: arrival.path ?? null,
    moved: 0,
    at: utcNow(branch),
    settled: null,
    settled_by: null,
    settled_at: null,
  })
  return item
}
