/**
 * What a person at the window does, through the calls its page makes. Each kind of work is one that the plug may be
 * pulled in; each remembers what it was told, and nothing that it was not told.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createCanvas } from '@napi-rs/canvas'
import type { Draft } from '../../electron/contract.ts'
import type { Counter } from '../main/counter.ts'
import type { Chance } from '../sync/parts/chance.ts'
import type { Told } from '../sync/parts/reconcile.ts'

export const KINDS = ['register', 'attach', 'print', 'send'] as const
export type Kind = (typeof KINDS)[number]

/** What outlives the application: the customer's slip in his hand, the paper on the clerk's desk. */
export type Desk = {
  told: Told[]
  /** SHA-256 of each file that the screen showed as taken, by case or draft. */
  files: { draft: string; sha256: string }[]
  /** The draft at which the plug was pulled; the clerk goes on with it. */
  open: Draft | null
  /** The register call of `open` was on its way. */
  asked: boolean
  recordedUnheard: number
}
export const freshDesk = (): Desk => ({ told: [], files: [], open: null, asked: false, recordedUnheard: 0 })

const CUSTOMER = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' }

async function openDraft({ ask }: Counter, desk: Desk): Promise<Draft> {
  if (desk.open) return desk.open
  const opened = await ask('drafts', 'open', { type: 'ACC-DEREG', answers: CUSTOMER })
  if (!opened.ok) throw new Error(`no draft: ${opened.refusal.code}`)
  desk.open = opened.draft
  return opened.draft
}

export async function register(counter: Counter, desk: Desk): Promise<Told> {
  const draft = await openDraft(counter, desk)
  const again = desk.asked
  desk.asked = true
  const answer = await counter.ask('cases', 'register', { draft: draft.id })
  if (!answer.ok) throw new Error(`not registered: ${JSON.stringify(answer.refusal)}`)
  if (again && answer.repeated) desk.recordedUnheard += 1
  const told = { number: answer.receipt.number, case: answer.receipt.case }
  desk.told.push(told)
  desk.open = null
  desk.asked = false
  return told
}

/** A picture nobody has seen before, put into a new draft in pieces, and registered with it. */
export async function attach(counter: Counter, desk: Desk, chance: Chance): Promise<void> {
  // What was being registered when the plug was pulled takes no file any more.
  if (desk.asked) await register(counter, desk)
  const draft = await openDraft(counter, desk)
  const picture = noise(chance)
  const begun = await counter.ask('attachments', 'begin', {
    ...{ to: { draft: draft.id }, name: 'паспорт.png', bytes: picture.length, paper: null },
  })
  if (!begun.ok) throw new Error(`no file: ${begun.refusal.code}`)
  const half = picture.length >> 1
  for (const [at, piece] of [[0, picture.subarray(0, half)] as const, [half, picture.subarray(half)] as const]) {
    const said = await counter.window.evaluate(
      ([upload, place, text]) => {
        const chunk = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
        return window.okno.call('attachments.append', { upload, at: place, chunk })
      },
      [begun.upload, at, piece.toString('base64')] as const,
    )
    if (!(said as { ok: boolean }).ok) throw new Error(`a piece was not taken: ${JSON.stringify(said)}`)
  }
  const kept = await counter.ask('attachments', 'finish', { upload: begun.upload })
  if (!kept.ok) throw new Error(`the file was not taken: ${kept.refusal.code}`)
  desk.files.push({ draft: draft.id, sha256: createHash('sha256').update(picture).digest('hex') })
  await register(counter, desk)
}

export async function print(counter: Counter, desk: Desk, chance: Chance): Promise<void> {
  const told = desk.told.length > 0 && chance.once(0.3) ? chance.pick(desk.told) : await register(counter, desk)
  await counter.ask('printing', 'slip', { case: told.case, size: '80mm', command: randomUUID() })
}

/** The courier goes by itself as soon as something was recorded. */
export async function send(counter: Counter, desk: Desk): Promise<void> {
  const told = await register(counter, desk)
  for (;;) {
    const found = await counter.ask('cases', 'page', {
      ...{ tab: 'all', find: told.number, types: [], sort: 'number', descending: false, offset: 0, limit: 5 },
    } as const)
    if (found.rows.some(({ id, delivery }) => id === told.case && delivery === 'at_hq')) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A picture of random dots, some 30 kB: no two are the same. */
function noise(chance: Chance): Buffer {
  const side = 100
  const canvas = createCanvas(side, side)
  const pen = canvas.getContext('2d')
  const picture = pen.createImageData(side, side)
  picture.data.set(chance.bytes(picture.data.length))
  pen.putImageData(picture, 0, 0)
  return canvas.toBuffer('image/png')
}
