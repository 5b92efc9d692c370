/**
 * Several processes that share the schedules of a run: each takes every nth seed. A process that dies ends the run: what it
 * had not played must not pass for played.
 */
import { fork } from 'node:child_process'
import { addUp } from './faults.ts'
import type { Sum, Wish } from './simulate.ts'

type Told = Omit<Sum, 'struck'> & { struck: [string, number][] }
type Message = { said: string } | { sum: Told }

const STRIDE = 'OKNO_SIM_STRIDE'
const program = new URL('../sim.ts', import.meta.url)

/** The way from a worker to who started it; null in a process that nobody started so. */
export function speakingToParent(): { stride: number; say(line: string): void; tell(sum: Sum): void } | null {
  const stride = Number(process.env[STRIDE])
  const send = process.send?.bind(process)
  if (!send || !Number.isSafeInteger(stride) || stride < 1) return null
  return {
    stride,
    say: (said) => void send({ said } satisfies Message),
    tell: (sum) => void send({ sum: { ...sum, struck: [...sum.struck] } } satisfies Message),
  }
}

type Shared = Required<Pick<Wish, 'seed' | 'count' | 'first' | 'say' | 'stopped'>> & { workers: number }

export async function inWorkers({ seed, count, first, say, stopped, workers }: Shared): Promise<Sum> {
  const began = performance.now()
  const sums = new Map<number, Told>()
  const children = Array.from({ length: workers }, (_, nth) => {
    const words = ['--from', String(seed + nth), '--schedules', String(count - nth), ...(first ? ['--first'] : [])]
    return fork(program, words, { env: { ...process.env, [STRIDE]: String(workers) } })
  })
  let ending = false
  const endings = children.map(
    (child, nth) =>
      new Promise<void>((resolve, reject) => {
        child.on('message', (message: Message) => {
          if ('said' in message) return say(message.said)
          sums.set(nth, message.sum)
          const sum = summed(sums, began)
          if (ending || !(stopped(sum) || (first && sum.violations.length > 0))) return
          ending = true
          for (const one of children) one.kill('SIGINT')
        })
        // One that was at its end anyway may be ended by the signal: what it has played it has said.
        child.on('close', (code, signal) =>
          code === 0 || (ending && signal === 'SIGINT')
            ? resolve()
            : reject(new Error(`worker ${nth + 1} ended with ${code}`)),
        )
      }),
  )
  try {
    await Promise.all(endings)
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
  return summed(sums, began)
}

function summed(sums: ReadonlyMap<number, Told>, began: number): Sum {
  const all: Sum = { schedules: 0, cases: 0, exchanges: 0, violations: [], struck: new Map(), ms: 0 }
  for (const sum of sums.values()) {
    all.schedules += sum.schedules
    all.cases += sum.cases
    all.exchanges += sum.exchanges
    all.violations.push(...sum.violations)
    addUp(all.struck, sum.struck)
  }
  return { ...all, ms: performance.now() - began }
}
