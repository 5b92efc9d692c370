import { implement } from '@orpc/server'
import { cutOut, examined, nextErrand } from '../attachments/filing.ts'
import { keptFile } from '../attachments/places.ts'
import type { Branch } from '../branch.ts'
import { internal } from '../internal.ts'
import { seesFile } from '../sight.ts'
import { fileOf } from '../store/files.ts'

const os = implement(internal.reading).$context<Branch>()

export const reading = os.router({
  next: os.next.handler(({ context }) => nextErrand(context)),
  examined: os.examined.handler(({ context, input }) => examined(context, input)),
  cut: os.cut.handler(({ context, input }) => cutOut(context, input)),
  shown: os.shown.handler(({ context, input: { sha256 } }) => {
    const file = context.session.current() && seesFile(context, sha256) && fileOf(context.db, sha256)
    // What the reader could not open once is not tried again each time that somebody looks.
    if (!file || file.state === 'unreadable') return null
    return { path: keptFile(context, sha256), kind: file.kind, bytes: file.bytes }
  }),
  take: os.take.handler(({ context, input: { path, ...arrival } }) =>
    context.reception.takeFile(path, { ...arrival, origin: 'scanner' }),
  ),
  folder: os.folder.handler(({ context }) => context.folder.now()),
  watch: os.watch.handler(async ({ context, input }) => {
    if (!context.session.current()) return { ok: false as const, refusal: { code: 'notSignedIn' as const } }
    const answer = await context.folder.set(input.folder)
    if (typeof answer === 'object') return answer
    return answer === 'ok' ? { ok: true as const } : { ok: false as const, refusal: { code: answer } }
  }),
})
