/** Serves the other computers for as long as this one plays that part; where it cannot listen it says why and tries again. */
import type { HubState } from '../../contract/hub.ts'
import type { Branch } from '../branch.ts'
import type { Members } from './members.ts'
import { membershipOf } from './membership.ts'
import { type HubServer, serveHub } from './server.ts'
import { tlsIdentityAt } from './tls.ts'

const AGAIN_MS = 3_000

type Serving = {
  port: number
  host: string | undefined
  mostASecond: number | undefined
  members: Members
  say(stand: Pick<HubState, 'state' | 'detail'>): void
  onPort(port: number | null): void
  onTrouble(error: unknown): void
}

export function serve(branch: Branch, serving: Serving): { stop(): Promise<void> } {
  const { port, host, mostASecond, members, say, onPort, onTrouble } = serving
  const stopping = Promise.withResolvers<void>()
  let stopped = false

  async function listen(): Promise<HubServer | null> {
    if (!membershipOf(branch)) {
      say({ state: 'notEnrolled', detail: null })
      return null
    }
    try {
      const identity = await tlsIdentityAt(branch.workspace)
      const membership = () => membershipOf(branch)
      return await serveHub(branch, {
        ...{ membership, identity, port, onAsked: members.met, onTrouble },
        ...(host !== undefined && { host }),
        ...(mostASecond !== undefined && { mostASecond }),
      })
    } catch (error) {
      const taken = error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE'
      say({ state: taken ? 'portTaken' : 'cannotServe', detail: error instanceof Error ? error.message : null })
      return null
    }
  }

  const running = (async () => {
    let server: HubServer | null = null
    while (!stopped && !server) {
      server = await listen()
      if (!server && !stopped) await Promise.race([stopping.promise, pause(AGAIN_MS)])
    }
    if (server && !stopped) {
      onPort(server.port)
      say({ state: 'serving', detail: null })
      await stopping.promise
    }
    onPort(null)
    await server?.close()
  })()
  return {
    stop() {
      stopped = true
      stopping.resolve()
      return running
    },
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())
