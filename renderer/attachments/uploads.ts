/**
 * Files on their way in, whatever screen shows: one after another, in pieces, each with its progress. One that is refused
 * or cancelled stops no other. Nothing is kept in the window: a file belongs to somebody only when the branch has said so.
 */
import { useSyncExternalStore } from 'react'
import { type Attached, CHUNK_BYTES, type Destination } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'

/** Why a file did not come in: what the branch said, or that it cannot be read or nobody answers. */
export type Trouble = { code: string; limit?: number; why?: string }

export type Upload = {
  id: string
  /** Whose it is to be: `ownerOf` of the destination. */
  owner: string
  name: string
  bytes: number
  done: number
  state: 'waiting' | 'going' | 'refused'
  trouble: Trouble | null
}

export type Job = { file: File; to: Destination; paper: string | null; onTaken?: (attachment: Attached | null) => void }

/** One word for a draft, a case or the tray. */
export const ownerOf = (to: Destination): string => ('draft' in to ? to.draft : 'case' in to ? to.case : 'tray')

let uploads: readonly Upload[] = []
const cancelled = new Set<string>()
const listeners = new Set<() => void>()

function set(next: readonly Upload[]): void {
  uploads = next
  for (const listener of listeners) listener()
}
const change = (id: string, more: Partial<Upload>) =>
  set(uploads.map((one) => (one.id === id ? { ...one, ...more } : one)))
const forget = (id: string) => set(uploads.filter((one) => one.id !== id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is on its way to this owner, and what was refused and not yet put away by the person. */
export function useUploads(owner: string): Upload[] {
  const all = useSyncExternalStore(subscribe, () => uploads)
  return all.filter((one) => one.owner === owner)
}

/** Stops a file on its way, or puts a refusal away. */
export function dropUpload(id: string): void {
  const found = uploads.find((one) => one.id === id)
  if (!found) return
  if (found.state !== 'refused') cancelled.add(id)
  forget(id)
}

let last: Promise<void> = Promise.resolve()

/** Sends files in, in this order, after those that are already on their way. */
export function sendIn(jobs: readonly Job[]): void {
  const fresh = jobs.map((job) => ({ job, id: newCommand() }))
  set([
    ...uploads,
    ...fresh.map(({ job: { file, to }, id }) => ({
      ...{ id, owner: ownerOf(to), name: file.name, bytes: file.size, done: 0 },
      ...{ state: 'waiting' as const, trouble: null },
    })),
  ])
  for (const { job, id } of fresh) last = last.then(() => run(id, job))
}

/** A registration waits no longer for files on their way: they can join the registered case. */
const WAIT_MS = 15_000

/** Resolves when nothing is on its way to this owner any more, or after `WAIT_MS`. */
export function allIn(owner: string): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (!uploads.some((one) => one.owner === owner && one.state !== 'refused')) end()
    }
    const end = () => {
      clearTimeout(timer)
      listeners.delete(look)
      done()
    }
    const timer = setTimeout(end, WAIT_MS)
    listeners.add(look)
    look()
  })
}

/** Says of a file that never set out why it did not. */
export function turnAway(file: File, to: Destination, trouble: Trouble): void {
  const about = { id: newCommand(), owner: ownerOf(to), name: file.name, bytes: file.size, done: 0 }
  set([...uploads, { ...about, state: 'refused', trouble }])
}

async function run(id: string, job: Job): Promise<void> {
  if (cancelled.delete(id)) return
  change(id, { state: 'going' })
  try {
    const trouble = await send(id, job)
    if (trouble) change(id, { state: 'refused', trouble })
    else forget(id)
  } catch (error) {
    change(id, { state: 'refused', trouble: { code: unreadable(error) ? 'unreadableHere' : 'unreachable' } })
  }
  cancelled.delete(id)
}

/** The browser could not read the file itself: taken away meanwhile, or a folder. */
const unreadable = (error: unknown): boolean => error instanceof DOMException

async function send(id: string, { file, to, paper, onTaken }: Job): Promise<Trouble | null> {
  const begun = await api.attachments.begin({ to, name: file.name, bytes: file.size, paper })
  if (!begun.ok) return begun.refusal
  const { upload } = begun
  const leave = async (trouble: Trouble | null) => {
    await api.attachments.cancel({ upload }).catch(() => undefined)
    return trouble
  }
  try {
    for (let at = 0; at < file.size; at += CHUNK_BYTES) {
      const chunk = new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer())
      if (cancelled.has(id)) return leave(null)
      const kept = await api.attachments.append({ upload, at, chunk })
      if (!kept.ok) return leave(kept.refusal)
      change(id, { done: Math.min(file.size, at + CHUNK_BYTES) })
    }
    if (cancelled.has(id)) return leave(null)
    const finished = await api.attachments.finish({ upload })
    if (!finished.ok) return finished.refusal
    await queryClient.invalidateQueries({ queryKey: ['tray' in to ? 'tray' : 'attachments'] })
    onTaken?.(finished.attachment)
    return finished.repeated ? { code: 'repeated' } : null
  } catch (error) {
    await leave(null)
    throw error
  }
}
