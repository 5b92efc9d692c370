/** Bringing files into a branch as the window does, and playing main's part towards the reader. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Errand } from '../../electron/branch/attachments/filing.ts'
import { type Attached, CHUNK_BYTES, type Destination, type Holder, type TrayItem } from '../../electron/contract.ts'
import type { Reader } from '../../electron/main/reader.ts'
import { jpg, sheet } from '../support/papers.ts'
import { draft, openBench, signIn } from './bench.ts'

export const photo = jpg(sheet((context) => context.fillRect(10, 10, 50, 50), { width: 200, height: 100 }))
export const otherPhoto = jpg(sheet((context) => context.fillRect(90, 10, 50, 50), { width: 200, height: 100 }))

/** A branch with somebody signed in and a form open before him. */
export async function atCounter(wishes = {}) {
  const bench = await openBench(wishes)
  await signIn(bench)
  const opened = await draft(bench)
  return { bench, opened, to: { draft: opened.id } }
}

type Caller = { call(path: string, input: unknown): Promise<unknown> }
export type Finished =
  | { ok: true; repeated: boolean; attachment: Attached | null; item: string | null }
  | { ok: false; refusal: { code: string; limit?: number; why?: string } }

export async function attach(
  { call }: Caller,
  to: Destination,
  bytes: Uint8Array,
  { name = 'photo.jpg', paper = null }: { name?: string; paper?: string | null } = {},
): Promise<Finished> {
  const begun = (await call('attachments.begin', { to, name, bytes: bytes.length, paper })) as
    | { ok: true; upload: string }
    | Extract<Finished, { ok: false }>
  if (!begun.ok) return begun
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = new Uint8Array(bytes.subarray(at, at + CHUNK_BYTES))
    const answer = (await call('attachments.append', { upload: begun.upload, at, chunk })) as Finished
    if (!answer.ok) return answer
  }
  return (await call('attachments.finish', { upload: begun.upload })) as Finished
}

export async function attached(caller: Caller, to: Destination, bytes: Uint8Array, how = {}): Promise<Attached> {
  const answer = await attach(caller, to, bytes, how)
  if (!answer.ok || !answer.attachment) throw new Error(JSON.stringify(answer))
  return answer.attachment
}

export const list = ({ call }: Caller, holder: Holder) => call('attachments.list', holder) as Promise<Attached[]>
export const trayOf = ({ call }: Caller) => call('tray.list', {}) as Promise<TrayItem[]>

/** All errands there are, answered by a reader. */
export async function readAll({ call }: Caller, reader: Reader): Promise<void> {
  for (;;) {
    const errand = (await call('reading.next', {})) as Errand | null
    if (!errand) return
    if (errand.do === 'examine') {
      const { sha256, path, kind, thorough } = errand
      await call('reading.examined', { sha256, found: await reader.read({ do: 'examine', path, kind, thorough }) })
    } else {
      const { item, path, page } = errand
      await call('reading.cut', { item, sheet: await reader.read({ do: 'cut', path, page }) })
    }
  }
}

/** Answers the errand for a file without opening it. */
export const found = ({ call }: Caller, sha256: string | null, pages: string[][]) =>
  call('reading.examined', { sha256, found: { ok: true, pages } })

/** Names of all files that lie in the workspace under their hash, and of those on their way in. */
export function filesIn(workspace: string): { kept: string[]; incoming: string[] } {
  const folder = join(workspace, 'attachments')
  const names = (path: string) => (existsSync(path) ? readdirSync(path).sort() : [])
  const kept = names(folder)
    .filter((name) => name.length === 2)
    .flatMap((name) => names(join(folder, name)))
  return { kept, incoming: names(join(folder, 'incoming')) }
}

export const keptPath = (workspace: string, sha256: string) =>
  join(workspace, 'attachments', sha256.slice(0, 2), sha256)
