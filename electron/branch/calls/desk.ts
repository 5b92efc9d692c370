import { implement } from '@orpc/server'
import type { Branch } from '../branch.ts'
import { internal } from '../internal.ts'

const os = implement(internal.desk).$context<Branch>()

export const desk = os.router({
  cable: os.cable.handler(({ context }) => {
    if (!context.demo) return { ok: false as const, refusal: { code: 'notDemo' as const } }
    context.status.plug(!context.status.plugged())
    return { ok: true as const }
  }),
})
