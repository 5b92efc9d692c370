/**
 * From a registration at one computer to its row in the shift lead's queue at another, headquarters away: real processes, real
 * sockets between them, the product's own pauses. Once where the lead sits at the computer that serves the others, once
 * where both use a third one. What the two calls cost without a way between them is measured in the same run.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HubState } from '../../electron/contract/hub.ts'
import type { Draft, Registration } from '../../electron/contract.ts'
import { type Running, start } from '../branch/process.ts'
import { customer } from './branch.ts'
import { openGround } from './ground.ts'
import { asked, percentile, say, sayTimes } from './measure.ts'

const PEOPLE = {
  clerk: { person: '0197a000-0000-7000-8000-000000000001', pin: '1234' },
  lead: { person: '0197a000-0000-7000-8000-000000000003', pin: '3456' },
}
const LIMIT_MS = 60_000
/** Between two registrations, each time another part of the pause between two questions. */
const RESTS = [70, 610, 1_130, 1_730, 330]

type Computer = Running & { onCases: (listener: () => void) => void }

/** `times`: registrations of each of the two. */
export async function benchLive(times: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-bench-live-'))
  const ground = await openGround()
  const hq = await ground.raise()
  const all: Computer[] = []
  const opened = async (letter: string, who: keyof typeof PEOPLE, env: Record<string, string>) => {
    const computer = await startComputer(join(folder, letter), {
      ...env,
      OKNO_HQ_URL: hq.url,
      OKNO_ENROL_CODE: await hq.code(letter),
    })
    all.push(computer)
    await until(async () => (await call<{ state: string }>(computer, 'workspace.exchange')).state === 'online')
    await call(computer, 'session.signIn', PEOPLE[who])
    return computer
  }
  try {
    const port = await freePort()
    const serving = await opened('B', 'lead', { OKNO_HUB_SERVE: `${port}` })
    await until(async () => (await call<HubState>(serving, 'hub.state')).state === 'serving')
    const [clerk, third] = [
      await opened('A', 'clerk', { OKNO_HUB: `127.0.0.1:${port}` }),
      await opened('C', 'lead', { OKNO_HUB: `127.0.0.1:${port}` }),
    ]
    await hq.stop()
    for (const one of [clerk, third])
      await until(async () => (await call<HubState>(one, 'hub.state')).state === 'together')
    await benchWay('at the computer that serves', clerk, serving, times)
    await benchWay('at a third computer', clerk, third, times)
  } finally {
    for (const { child, ended } of all) {
      child.disconnect()
      await ended
    }
    await hq.stop()
    await ground.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchWay(where: string, clerk: Computer, lead: Computer, times: number): Promise<void> {
  const ways: number[] = []
  const calls: number[] = []
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => setTimeout(resolve, RESTS[i % RESTS.length]))
    const { draft } = await call<{ draft: Draft }>(clerk, 'drafts.open', { type: 'ACC-DEREG', answers: somebody(i) })
    const shown = Promise.withResolvers<number>()
    let wanted = ''
    // As the window does: told that cases changed, it reads its page again.
    const look = async () => {
      const { rows } = await call<{ rows: { number: string }[] }>(lead, 'cases.page', newest)
      if (wanted !== '' && rows.some(({ number }) => number === wanted)) shown.resolve(performance.now())
    }
    lead.onCases(() => void look())
    const began = performance.now()
    const answer = await call<Registration>(clerk, 'cases.register', { draft: draft.id })
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    wanted = answer.receipt.number
    const registered = performance.now() - began
    void look()
    const late = setTimeout(() => shown.reject(new Error(`${wanted} did not come`)), LIMIT_MS)
    ways.push((await shown.promise) - began)
    clearTimeout(late)
    lead.onCases(() => {})
    calls.push(registered + (await asked(() => call(lead, 'cases.page', newest))))
  }
  const value = percentile(ways, 0.5)
  const against = { name: 'registration and page without a way between', value: percentile(calls, 0.5) }
  const name = `live: registered → in the lead's queue ${where}`
  say({ name, value, unit: 'ms', against, ratio: value / against.value, goal: '', ok: true, of: times })
  sayTimes(name, ways, 1_000)
}

const newest = {
  ...{ tab: 'all', find: '', types: [], sort: 'registeredAt', descending: true, offset: 0, limit: 50 },
} as const
const somebody = (i: number) => ({ first_name: 'Айгүл', ...customer(i) })

async function startComputer(home: string, env: Record<string, string>): Promise<Computer> {
  const running = start('real', { workspace: join(home, 'branch'), state: join(home, 'state') }, env)
  await running.opened
  let told = () => {}
  running.child.on('message', (message: { changed?: { what: string[] } }) => {
    if (message.changed?.what.includes('cases')) told()
  })
  return {
    ...running,
    onCases(listener) {
      told = listener
    },
  }
}

const call = async <T>({ call: ask }: Running, path: string, input: unknown = {}) => (await ask(path, input)) as T

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + LIMIT_MS
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error('the computers did not come together')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
