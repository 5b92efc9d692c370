/**
 * The end of an outage: cases that wait at a counter until headquarters has acknowledged them, between real processes. On
 * loopback against the same runs handed over by a client that does nothing else; over 64 kbit/s and 300 ms each way against
 * what that line carries in the same time.
 */
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open as openEvent } from '../../domain/journal/event.ts'
import type { RunRequest } from '../../domain/wire/exchange.ts'
import { linkTo } from '../../electron/branch/courier/link.ts'
import { squeezed } from '../../electron/branch/courier/squeezed.ts'
import { heads, runAfter } from '../../electron/branch/journal.ts'
import { certificateOf } from '../../electron/branch/store/certificates.ts'
import type { Exchange } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { startBranch } from '../sync/parts/processes.ts'
import { openSlowLine, type SlowLine } from '../sync/parts/slowLine.ts'
import { clerkAtWork } from './branch.ts'
import { type Ground, openGround } from './ground.ts'
import { say } from './measure.ts'
import { register } from './wire.ts'

const RUN = 500
/** 64 kbit/s, and the way of a satellite's signal with its handling. */
const SLOW = { bytesPerSecond: 8_000, latencyMs: 300 }
/** As many as such a line carries in about a minute. */
const SLOW_CASES = 1_000
/** Of this many bytes the line's own rate is taken. */
const SAMPLE = 65_536

/** A workspace where so many cases were registered and nothing was ever sent; the clerk has gone home. */
export async function branchOffline(cases: number): Promise<string> {
  const clerk = await clerkAtWork()
  for (let i = 0; i < cases; i++) await register(clerk, i)
  await clerk.branch.close()
  return clerk.folder
}

/** `cases`: that wait; over the slow line no more than it carries in a minute. */
export async function benchDrain(cases: number): Promise<void> {
  const ground = await openGround()
  const slow = await branchOffline(Math.min(cases, SLOW_CASES))
  const many = await branchOffline(cases)
  try {
    await benchLoopback(ground, many, cases)
    await benchSlowLine(ground, slow, Math.min(cases, SLOW_CASES))
  } finally {
    await ground.close()
    for (const folder of [slow, many]) rmSync(folder, { recursive: true, force: true })
  }
}

async function benchLoopback(ground: Ground, folder: string, cases: number): Promise<void> {
  const ms = await drained(ground, folder, cases)
  const bare = await handedOver(ground, folder)
  const value = cases / (ms / 1000)
  const against = { name: 'the same runs from a client that keeps nothing', value: cases / (bare / 1000) }
  const ratio = value / against.value
  say({
    ...{ name: `drain, ${cases} cases, loopback`, value, unit: '/s', against, ratio },
    ...{ goal: '>= 0.8 of the bare client', ok: ratio >= 0.8, of: cases },
  })
}

async function benchSlowLine(ground: Ground, folder: string, cases: number): Promise<void> {
  const lines: SlowLine[] = []
  const ms = await drained(ground, folder, cases, async (url) => {
    const line = await openSlowLine(url, SLOW.bytesPerSecond)
    line.setLatency(SLOW.latencyMs)
    lines.push(line)
    return line.url
  })
  const [{ carried } = { carried: { up: 0, down: 0 } }] = lines
  for (const line of lines) await line.close()
  const rate = await rateOf(SLOW.bytesPerSecond)
  const value = carried.up / (ms / 1000)
  const ratio = value / rate
  say({
    ...{ name: `drain, ${cases} cases, 64 kbit/s, 300 ms each way: bytes sent`, value, unit: '/s', ratio, of: cases },
    ...{ against: { name: 'the line itself', value: rate }, goal: '>= 0.8 of the line', ok: ratio >= 0.8 },
  })
  say({
    ...{ name: `drain, ${cases} cases, 64 kbit/s: whole time`, value: ms, unit: 'ms', ratio: null, against: null },
    ...{ goal: '', ok: true, of: carried.up },
  })
}

/** Milliseconds from the opening of the branch's process until nothing waits; `through`: the line to headquarters. */
async function drained(
  ground: Ground,
  folder: string,
  cases: number,
  through: (url: string) => Promise<string> = async (url) => url,
): Promise<number> {
  const hq = await ground.raise()
  const code = await hq.code('A')
  const began = performance.now()
  const branch = await startBranch({
    OKNO_WORKSPACE: join(folder, 'branch'),
    OKNO_STATE: join(folder, 'state'),
    OKNO_DATA: join(import.meta.dirname, '..', '..', 'data'),
    OKNO_DEMO: '1',
    OKNO_HQ_URL: await through(hq.url),
    OKNO_ENROL_CODE: code,
  })
  const opened = performance.now()
  try {
    for (;;) {
      const { waiting, state, stuck } = await branch.call<Exchange>('workspace.exchange', {})
      if (waiting === 0) break
      if (stuck.length > 0 && state === 'online') throw new Error(`stuck: ${JSON.stringify(stuck[0])}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const ms = performance.now() - opened
    const there = await hq.cases()
    if (there !== cases) throw new Error(`${there} of ${cases} cases are at headquarters after ${opened - began} ms`)
    return ms
  } finally {
    await branch.close()
    await hq.stop()
  }
}

/** Bytes a second that such a line carries when nothing else goes over it, from the first that is sent to the last that arrives. */
async function rateOf(bytesPerSecond: number): Promise<number> {
  const arrived = Promise.withResolvers<number>()
  let got = 0
  const far = createServer((socket) =>
    socket.on('data', (chunk) => {
      got += chunk.length
      if (got >= SAMPLE) arrived.resolve(performance.now())
    }),
  )
  far.listen(0, '127.0.0.1')
  await once(far, 'listening')
  const line = await openSlowLine(`http://127.0.0.1:${(far.address() as AddressInfo).port}`, bytesPerSecond)
  const near = connect(Number(new URL(line.url).port), '127.0.0.1')
  const began = performance.now()
  near.write(Buffer.alloc(SAMPLE))
  const ms = (await arrived.promise) - began
  near.destroy()
  await line.close()
  far.close()
  return (SAMPLE * 1000) / ms
}

/** Milliseconds that another headquarters needs for the same events when nobody else has work with them. */
async function handedOver(ground: Ground, folder: string): Promise<number> {
  const copy = mkdtempSync(join(tmpdir(), 'okno-bench-copy-'))
  cpSync(folder, copy, { recursive: true })
  const { branch } = await clerkAtWork(copy)
  const { db, keys, desk } = branch.branch
  const certificate = certificateOf(db, desk().device)
  if (!certificate) throw new Error('the branch was not enrolled')
  const runs: RunRequest[] = []
  for (const [line, head] of Object.entries(heads(db)))
    for (let after = 0; after < head.seq; ) {
      const events = runAfter(db, line, after, RUN, head.hash)
      const last = events.at(-1)
      const end = last && openEvent(primitives, last)
      if (!end) throw new Error('the journal holds an event that does not open')
      runs.push({ line, certificate, count: events.length, last: end.hash, events })
      after = end.fields.seq
    }
  const hq = await ground.raise()
  try {
    const link = linkTo(hq.url, keys.sign, squeezed(globalThis.fetch))
    const began = performance.now()
    for (const run of runs) {
      const answer = await link.run(certificate, run)
      if (!answer.ok || answer.value.verdict !== 'admitted') throw new Error(JSON.stringify(answer))
    }
    return performance.now() - began
  } finally {
    await hq.stop()
    await branch.close()
    rmSync(copy, { recursive: true, force: true })
  }
}
