/** The two doors by which files come in, as the rest of the branch sees them: the window's and scanner's, and the watched folder. */
import type { Attached, AttachmentKind, Destination, StrangeFile } from '../../contract.ts'
import type { NotRecorded } from '../storage.ts'
import type { Origin } from '../store/attachments.ts'

/** A file that lies safely on the disk. `otherKind`: its name says otherwise. */
export type Kept = { sha256: string; kind: AttachmentKind; bytes: number; otherKind: boolean }
export type Unusable = { code: StrangeFile | 'torn' | 'empty' } | { code: 'tooBig'; limit: number }
export type NotTaken = NotRecorded | { ok: false; refusal: Unusable }

type Refused<Code extends string> = { ok: false; refusal: { code: Code } }
export type NobodyThere = Refused<'unknownDraft' | 'unknownCase' | 'alreadyRegistered' | 'notSignedIn'>
export type Finished =
  | { ok: true; repeated: boolean; attachment: Attached | null; item: string | null }
  | NotTaken
  | NobodyThere

/** What comes, and where it goes. `batch` and `sheet`: what came together; `path`: its name in the watched folder. */
export type Arrival = {
  to: Destination
  name: string
  paper: string | null
  origin: Origin
  batch?: string | null
  sheet?: number | null
  path?: string | null
}

export type Reception = {
  begin(wish: {
    to: Destination
    name: string
    bytes: number
    paper: string | null
  }): Promise<{ ok: true; upload: string } | NotTaken | NobodyThere>
  append(piece: {
    upload: string
    at: number
    chunk: Uint8Array
  }): Promise<
    | { ok: true }
    | NotRecorded
    | { ok: false; refusal: Extract<Unusable, { code: 'tooBig' }> }
    | Refused<'unknownUpload' | 'wrongPlace'>
  >
  finish(upload: string): Promise<Finished | Refused<'unknownUpload'>>
  cancel(upload: string): Promise<{ ok: true }>
  /** Takes a copy of a whole file over; the file itself is left to the caller. */
  takeFile(path: string, arrival: Arrival): Promise<Finished>
  close(): Promise<void>
}

/** `gone`: it was set and is not watched now: it is not there or may not be read. */
export type WatchedFolder = { folder: string | null; state: 'off' | 'watching' | 'gone' }
export type Folder = {
  now(): WatchedFolder
  /** Once, when the branch is open. */
  begin(): void
  /** Null stops watching. Anything that is no folder, or lies in the workspace, is refused. */
  set(folder: string | null): Promise<'ok' | 'notAFolder' | 'own' | NotRecorded>
  close(): Promise<void>
}

/**
 * How long a file in the folder must rest before it is looked at, how soon a torn one is tried again, and how often the
 * folder itself is looked for. Milliseconds.
 */
export type Pace = { restMs: number; againMs: number; lookMs: number }
export const usualPace: Pace = { restMs: 2_000, againMs: 5_000, lookMs: 30_000 }
