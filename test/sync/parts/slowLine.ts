/**
 * A line between real sockets: so many bytes a second for all that goes over it at once, counted, and it dies when it is told
 * to. What has been handed to it and not carried yet is lost then, as on a real one.
 */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type SlowLine = {
  url: string
  /** Bytes that went to headquarters and came from it. */
  carried: { up: number; down: number }
  /** How often it died. */
  deaths: number
  /** Where it leads; null: nowhere. */
  leadTo(url: string | null): void
  /** Bytes a second each way. */
  setRate(bytes: number): void
  /** Milliseconds from one end to the other, beside what the rate takes; a new connection waits for its greeting. */
  setLatency(ms: number): void
  /** Dies after so many bytes, and again after as many; null: never. */
  dieEvery(bytes: number | null): void
  die(): void
  close(): Promise<void>
}

const SLICE_BYTES = 1024

export async function openSlowLine(url: string, bytesPerSecond = Number.POSITIVE_INFINITY): Promise<SlowLine> {
  let target: string | null = url
  let rate = bytesPerSecond
  let latency = 0
  let limit: number | null = null
  let sinceDeath = 0
  const free = { up: 0, down: 0 }
  const sockets = new Set<Socket>()

  /** Carries what comes from one end to the other, slice by slice. */
  async function carry(from: Socket, to: Socket, way: 'up' | 'down'): Promise<void> {
    for await (const chunk of from)
      for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
        const slice = chunk.subarray(at, at + SLICE_BYTES)
        const now = performance.now()
        free[way] = Math.max(now, free[way]) + (slice.length * 1000) / rate
        if (free[way] > now) await sleep(free[way] - now)
        if (to.destroyed) return
        later(() => to.write(slice))
        line.carried[way] += slice.length
        sinceDeath += slice.length
        if (limit !== null && sinceDeath >= limit) return line.die()
      }
    later(() => to.end())
  }
  /** In the order of the calls: timers of one length keep it. */
  const later = (deliver: () => void) => void (latency === 0 ? deliver() : setTimeout(deliver, latency))

  const server = createServer(async (near) => {
    if (target === null) return near.destroy()
    const { hostname, port } = new URL(target)
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    near.on('close', () => far.destroy())
    // What it said before it closed is still on the line.
    far.on('error', () => near.destroy())
    if (latency > 0) await sleep(2 * latency)
    carry(near, far, 'up').catch(() => far.destroy())
    carry(far, near, 'down').catch(() => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const line: SlowLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carried: { up: 0, down: 0 },
    deaths: 0,
    leadTo(next) {
      target = next
    },
    setRate(bytes) {
      rate = bytes
    },
    setLatency(ms) {
      latency = ms
    },
    dieEvery(bytes) {
      limit = bytes
      sinceDeath = 0
    },
    die() {
      line.deaths += 1
      sinceDeath = 0
      for (const socket of sockets) socket.resetAndDestroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return line
}
