/** The message loop of the branch process: one call, one answer, whatever carries the messages. */
import { ORPCError } from '@orpc/server'
import { z } from 'zod'
import type { Changed } from '../contract.ts'
import type { OpenBranch } from './open.ts'
import { CannotOpen, type CannotOpenCode, type Holder } from './store/cannotOpen.ts'

const request = z.strictObject({ id: z.int(), path: z.string(), input: z.unknown() })

export type Answer =
  | { id: number; ok: true; output: unknown }
  | { id: number; ok: false; error: { code: string; message: string } }
export type Opened =
  | { opened: true }
  | { opened: false; error: { code: CannotOpenCode; message: string; holder: Holder | null } }
export type Port = {
  post(message: Answer | Opened | { changed: Changed }): void
  onMessage(listener: (message: unknown) => void): void
}

/** Answers calls until the process ends; those that arrive before the opening wait for it. Resolves when it is open. */
export async function serve(port: Port, opening: Promise<OpenBranch>): Promise<OpenBranch> {
  port.onMessage((message) => {
    const asked = request.safeParse(message)
    if (asked.success) void answer(port, opening, asked.data)
  })
  try {
    const open = await opening
    port.post({ opened: true })
    return open
  } catch (error) {
    const { code, holder } = error instanceof CannotOpen ? error : { code: 'other' as const, holder: null }
    port.post({ opened: false, error: { code, message: messageOf(error), holder } })
    throw error
  }
}

async function answer(port: Port, opening: Promise<OpenBranch>, asked: z.infer<typeof request>): Promise<void> {
  const { id, path, input } = asked
  try {
    const open = await opening
    port.post({ id, ok: true, output: await open.call(path, input) })
    open.branch.faults.at('after-answer')
  } catch (error) {
    const code = error instanceof ORPCError ? String(error.code) : 'DEFECT'
    port.post({ id, ok: false, error: { code, message: messageOf(error) } })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
