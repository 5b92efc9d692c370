// Form versions over the wire: headquarters publishes, the courier brings them; whatever goes wrong there, cases go on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Catalogue } from '../../domain/forms/schema.ts'
import { certify } from '../../domain/journal/certificate.ts'
import { formsAnswer } from '../../domain/wire/exchange.ts'
import { startCourier } from '../../electron/branch/courier/courier.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { enrolled } from '../../electron/branch/handover.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { type Bench, openBench, page, registered, signIn } from '../branch/bench.ts'
import { readData } from '../support/catalogue.ts'
import { startHq, type TestHq } from '../support/hq.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())

/** The version that this program brings. */
const held = (code: string) => (readData(`forms/${code}.json`) as { version: number }).version
const next = held('DOC-DUP') + 1

const definition = (code: string, version: number, change: object = {}) => ({
  ...(readData('forms/DOC-DUP.json') as object),
  ...{ code, version, ...change },
})
const publish = async (code: string, version: number, change?: object) => {
  const form = definition(code, version, change)
  const { status } = await hq.admin('POST', '/v1/admin/forms', { form, force: change !== undefined })
  expect(status).toBe(200)
}

type Way = (pass: () => Promise<Response>, bench: Bench) => Promise<Response>
const open: Way = (pass) => pass()

let counters = 0
/** A counter with its courier; `line.forms` says what becomes of each question for forms from now on. */
async function counter(forms: Way = open) {
  // Each is the only computer of its branch: headquarters hands on what others wrote.
  const bench = await openBench({ seed: ++counters })
  const { device, letter } = bench.branch.desk()
  const branch = String(800 + counters).padStart(4, '0')
  const { publicKey } = bench.branch.keys
  const body = { v: 1 as const, device, branch, letter, publicKey, issuedAt: '2026-11-23T00:00:00Z' }
  enrolled(bench.branch, certify(body, hq.key.sign), hq.key.publicKey)
  await signIn(bench)
  const line = { forms, asked: 0, answered: [] as string[][] }
  const fetch: Fetch = async (url, { headers, body: payload, signal }) => {
    const { pathname } = new URL(url)
    const pass = async () => {
      const answer = await hq.app.inject({ method: 'POST', url: pathname, headers, payload })
      return new Response(answer.body, { status: answer.statusCode })
    }
    if (pathname !== '/v1/forms') return pass()
    line.asked++
    const broken = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const response = await Promise.race([line.forms(pass, bench), broken])
    const said = formsAnswer.safeParse(
      await response
        .clone()
        .json()
        .catch(() => null),
    )
    if (said.success) line.answered.push(said.data.forms.map(({ code, version }) => `${code} ${version}`))
    return response
  }
  const courier = startCourier(bench.branch, { hqUrl: 'https://hq.test', enrolCode: null, fetch })
  await expect.poll(() => line.asked).toBeGreaterThan(0)
  return { bench, line, courier }
}
/** Makes the courier go again, and waits until it has asked for forms. */
async function again({ bench, line }: { bench: Bench; line: { asked: number } }): Promise<void> {
  const { asked } = line
  bench.branch.status.plug(true)
  await expect.poll(() => line.asked).toBeGreaterThan(asked)
}
const version = async (bench: Bench, code: string) => {
  const { catalogue } = (await bench.call('workspace.open', {})) as { catalogue: Catalogue }
  return formOf(catalogue, code)?.version
}
const deliveries = async (bench: Bench) => (await page(bench)).rows.map(({ delivery }) => delivery)

describe('a form version that headquarters publishes', () => {
  test('is brought after an exchange, used by the next draft, and not sent again', async () => {
    const { bench, line, courier } = await counter()
    await publish('FIRST-ONE', 1)
    await publish('DOC-DUP', next)
    await again({ bench, line })
    await expect.poll(() => version(bench, 'DOC-DUP')).toBe(next)
    expect(await version(bench, 'FIRST-ONE')).toBe(1)
    expect(bench.news).toContainEqual(['forms'])
    expect(await bench.call('drafts.open', { type: 'DOC-DUP' })).toMatchObject({ draft: { formVersion: next } })
    await again({ bench, line })
    await expect.poll(() => line.answered.at(-1)).toEqual([])
    expect(line.answered.flat().filter((form) => form === `DOC-DUP ${next}`)).toHaveLength(1)
    await courier.stop()
  })

  test('but cannot be used here is kept out and reported, and not sent again either', async () => {
    await publish('TOO-NEW', 1)
    await publish('TOO-NEW', 2, { colour: 'red' })
    const { bench, line, courier } = await counter()
    await expect.poll(() => version(bench, 'TOO-NEW')).toBe(1)
    const { faults } = (await bench.call('workspace.open', {})) as { faults: { file: string }[] }
    expect(faults.map(({ file }) => file)).toEqual(['headquarters: TOO-NEW v2'])
    await again({ bench, line })
    await expect.poll(() => line.answered.at(-1)).toEqual([])
    await courier.stop()
  })
})

describe('cases reach headquarters, whatever becomes of the question for forms:', () => {
  const stranger = keyPair(newPrivateKey())
  const forged: Way = async (pass) => {
    const { forms } = formsAnswer.parse(await (await pass()).json())
    return Response.json({ forms: forms.map((form) => ({ ...form, signature: stranger.sign(form.body) })) })
  }
  const unreachable: Way = () => Promise.reject(new Error('no network'))
  test.each<[string, Way]>([
    ['a headquarters that does not know it yet', async () => new Response('{}', { status: 404 })],
    ['a headquarters that is busy', async () => new Response('{}', { status: 503 })],
    ['somebody’s page in its place', async () => new Response('<html>')],
    ['a line that breaks', unreachable],
    ['forms that headquarters did not sign', forged],
  ])('%s', async (_, way) => {
    await publish('SVC-BILL', (await newest('SVC-BILL')) + 1)
    const { bench, line, courier } = await counter(way)
    await registered(bench)
    await expect.poll(() => deliveries(bench)).toEqual(['at_hq'])
    await again({ bench, line })
    expect(bench.branch.status.read()).toMatchObject({ state: 'online', waiting: 0 })
    expect(await version(bench, 'SVC-BILL')).toBe(held('SVC-BILL'))
    line.forms = open
    await again({ bench, line })
    await expect.poll(() => version(bench, 'SVC-BILL')).toBe(await newest('SVC-BILL'))
    await courier.stop()
  })

  test('a question that is never answered gives way to a case that is registered meanwhile', async () => {
    const { bench, courier } = await counter(() => new Promise(() => {}))
    expect(bench.branch.status.read().state).toBe('online')
    await registered(bench)
    await expect.poll(() => deliveries(bench)).toEqual(['at_hq'])
    await courier.stop()
  })
})

test('forms that cannot be stored are asked for again, and cases go on', async () => {
  await publish('NOT-STORED', 1)
  const { bench, line, courier } = await counter(async (pass, { branch }) => {
    const answer = await pass()
    branch.db.pragma('query_only = ON')
    return answer
  })
  await expect.poll(() => line.answered.flat()).toContain('NOT-STORED 1')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await version(bench, 'NOT-STORED')).toBe(undefined)
  bench.branch.db.pragma('query_only = OFF')
  line.forms = open
  await registered(bench)
  await expect.poll(() => deliveries(bench)).toEqual(['at_hq'])
  await expect.poll(() => version(bench, 'NOT-STORED')).toBe(1)
  await courier.stop()
})

async function newest(code: string): Promise<number> {
  const [row] = await hq.database.query<{ version: number }>(
    'SELECT max(version)::int AS version FROM form_version WHERE code = $1 HAVING max(version) IS NOT NULL',
    [code],
  )
  return row?.version ?? held(code)
}
