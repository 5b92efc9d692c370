/** For the demo: a message is a file in a folder, and the folder stands for the customer's phone. No phone rings. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../trust/durable.ts'
import type { Gateway } from './gateway.ts'

/** `folder` is made when it is not there; only its owner reads it. */
export function fileGateway(folder: string): Gateway {
  const file = (id: string) => join(folder, `${id}.txt`)
  return {
    shown: true,
    async send({ id, to, text }) {
      writeDurably(file(id), `${to}\n${text}\n`, 0o600)
      return 'accepted'
    },
    forget: (id) => rm(file(id), { force: true }),
  }
}
