/** What main and the reader say to each other. A job names a file by its path; the answer holds nothing but pictures and texts. */
import { z } from 'zod'

const id = z.int()
const path = z.string()
const kind = z.enum(['jpg', 'png', 'heic', 'pdf'])
const page = z.int().positive()

/**
 * `examine`: count the pages and read the codes on each; `thorough` also finds bars that lie askew, and takes its time. `picture`: one page, upright, as JPEG within `box` × `box` points.
 * `cut`: one page of a PDF as a PDF of its own.
 */
export const job = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('examine'), path, kind, thorough: z.boolean() }),
  z.strictObject({ do: z.literal('picture'), path, kind, page, box: z.int().min(16).max(4096) }),
  z.strictObject({ do: z.literal('cut'), path, page }),
])
export type Job = z.infer<typeof job>
export const request = z.strictObject({ id, job })

/** Why a file cannot be opened, as the reader itself finds out; time and memory are its keeper's matter. */
export const why = z.enum(['torn', 'locked', 'tooManyPixels', 'tooManyPages'])
export type Why = z.infer<typeof why>

export const result = z.union([
  z.strictObject({ ok: z.literal(true), pages: z.array(z.array(z.string())) }),
  z.strictObject({ ok: z.literal(true), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ ok: z.literal(false), why }),
])
export type Result = z.infer<typeof result>

/** `alive`: one page more is done; the clock for the next one begins. */
export const message = z.union([z.strictObject({ id, alive: z.literal(true) }), z.strictObject({ id, result })])
export type Message = z.infer<typeof message>
