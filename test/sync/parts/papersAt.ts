/** A counter whose cases have papers, and its courier over a line of real sockets. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { keptFile } from '../../../electron/branch/attachments/places.ts'
import { startCourier } from '../../../electron/branch/courier/courier.ts'
import { type Attached, CHUNK_BYTES, type Receipt } from '../../../electron/contract.ts'
import { heavyJpg } from '../../support/papers.ts'
import type { Counter } from './bench.ts'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Another picture for each seed, of which nothing can be squeezed out. */
export function picture(bytes: number, seed: string): Uint8Array {
  const plain = heavyJpg(bytes)
  for (let at = bytes; at > 32; at -= 32) {
    if (plain[at - 1] !== 0x2a || plain[at - 32] !== 0x2a) break
    plain.set(createHash('sha256').update(`${seed} ${at}`).digest(), at - 32)
  }
  return new Uint8Array(plain)
}

/** Registers a case with these files. */
export async function registerWith(desk: Counter, files: readonly Uint8Array[]): Promise<Receipt> {
  const { call } = await desk.start()
  const draft = await desk.draft()
  for (const bytes of files) {
    const to = { draft: draft.id }
    const begun = (await call('attachments.begin', { to, name: 'фото.jpg', bytes: bytes.length, paper: null })) as {
      upload: string
    }
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      await call('attachments.append', { upload: begun.upload, at, chunk: bytes.slice(at, at + CHUNK_BYTES) })
    const answer = (await call('attachments.finish', { upload: begun.upload })) as { ok: boolean }
    if (!answer.ok) throw new Error(JSON.stringify(answer))
  }
  return desk.register(draft)
}

/** Carries until it is stopped. */
export async function courierOf(desk: Counter, hqUrl: string) {
  const { branch } = await desk.start()
  const troubles: unknown[] = []
  const onTrouble = (what: string, error: unknown) => troubles.push(`${what}: ${error}`)
  const courier = startCourier(branch, { hqUrl, enrolCode: null, onTrouble })
  return { branch, troubles, stop: () => courier.stop() }
}

/** What the window shows of a case's files. */
export async function filesOf(desk: Counter, of: string): Promise<Attached[]> {
  return (await (await desk.start()).call('attachments.list', { case: of })) as Attached[]
}

/** Whether this computer has these bytes under their hash. */
export async function has(desk: Counter, bytes: Uint8Array): Promise<boolean> {
  const path = keptFile((await desk.start()).branch, hashOf(bytes))
  return existsSync(path) && hashOf(readFileSync(path)) === hashOf(bytes)
}
