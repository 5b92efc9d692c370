/**
 * Entry of the reader: the process that opens what strangers made, so that a file which breaks its decoder, hangs it or fills
 * its memory breaks nothing else. It knows nothing of cases, holds no key and no database, and writes no file. One job at a
 * time; its keeper ends it when a job takes too long. Electron's `utilityProcess` and plain Node's `fork` alike.
 */
import { z } from 'zod'
import { type Message, request } from './protocol.ts'
import { work } from './work.ts'

z.config({ jitless: true })

/** Electron's port to the main process, as far as it is used here. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

const port: ParentPort | undefined = Reflect.get(process, 'parentPort')
const post = (message: Message) => (port ? port.postMessage(message) : void process.send?.(message))
if (port) port.on('message', ({ data }) => hear(data))
else {
  process.on('message', hear)
  process.on('disconnect', () => process.exit(0))
}

let last: Promise<unknown> = Promise.resolve()

function hear(raw: unknown): void {
  const asked = request.safeParse(raw)
  if (!asked.success) return
  const { id, job } = asked.data
  last = last.then(async () => {
    post({ id, result: await work(job, () => post({ id, alive: true })) })
  })
}
