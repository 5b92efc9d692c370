/** Cases reach a real headquarters by themselves, in order, each exactly once, whatever happens to the line or the server. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHqProcess } from '../sync/parts/processes.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { freshHq } from './headquarters.ts'

const token = randomBytes(24).toString('hex')
const folder = mkdtempSync(join(tmpdir(), 'okno-exchange-'))

let hq: Awaited<ReturnType<typeof startHqProcess>>
let settings: Record<string, string>
let line: Awaited<ReturnType<typeof openLine>>
let desk: Desk

/** The line between the counter and headquarters: it can be slow, and may lead to another server after a restart. */
async function openLine() {
  const is = { slowMs: 0, to: '' }
  const server: Server = createServer((asked, answer) => {
    void wait(asked.url === '/v1/runs' ? is.slowMs : 0).then(() => {
      const on = request(is.to + asked.url, { method: asked.method, headers: asked.headers }, (said) => {
        answer.writeHead(said.statusCode ?? 502, said.headers)
        said.pipe(answer)
      })
      on.on('error', () => answer.destroy())
      asked.pipe(on)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the line has no port')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { is, url: `http://127.0.0.1:${address.port}`, close }
}

async function askHq(path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(hq.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

beforeAll(async () => {
  settings = await freshHq(folder, 'hq', token)
  hq = await startHqProcess(settings)
  line = await openLine()
  line.is.to = hq.url
  const { body } = await askHq('/v1/admin/enrolment-codes', { branch: '0712', letter: 'A', validHours: 1 })
  const { code } = body as { code: string }
  desk = await openDesk({ env: { OKNO_HQ_URL: line.url, OKNO_ENROL_CODE: code } })
  await desk.signIn()
})
afterAll(async () => {
  await desk?.close()
  line?.close()
  await hq?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const ledge = (text: string | RegExp) => desk.window.locator('.ledge', { hasText: text }).waitFor({ timeout: 30_000 })
const cable = () => desk.window.locator('.ledge .plug').click()
/** Pressed twice before the window can hear of the first press: out and in again. */
const cableTwiceAtOnce = () =>
  desk.window.locator('.ledge .plug').evaluate((plug: HTMLElement) => {
    plug.click()
    plug.click()
  })
const sheet = () => desk.window.locator('.exchange')
/** What stands beside a word on the sheet. */
const fact = (word: string) => sheet().locator('dt', { hasText: word }).locator('+ dd').textContent({ timeout: 20_000 })
const numbers: string[] = []
async function registerSome(count: number) {
  for (let i = 0; i < count; i++)
    numbers.push((await desk.registered({ ...LEAST, last_name: `Әбдіров${'аб'[i] ?? ''}` })).number)
}
/** Headquarters holds each number once, and every line without a gap or a double. */
async function eachExactlyOnce() {
  for (const number of numbers) {
    const { body } = await askHq(`/v1/cases/${number}`)
    expect((body as { cases: unknown[] }).cases).toHaveLength(1)
  }
  const { places } = (await askHq('/v1/branches/0712/ledger')).body as { places: { line: string; seq: number }[] }
  expect(places.map(({ seq }) => seq)).toEqual(places.map((_, i) => i + 1))
  expect(new Set(places.map((place) => place.line)).size).toBe(1)
}

test('with the cable out the ledge says since when and how many wait, and nothing leaves', async () => {
  await ledge('всё отправлено')
  await cableTwiceAtOnce()
  await cable()
  await ledge('Без связи')
  await registerSome(3)
  await ledge('ждут отправки 3')
  await desk.picture('ledge-offline')
  expect((await askHq(`/v1/cases/${numbers[0]}`)).status).toBe(404)
})

test('Ctrl L: since when there is no connection, when it is tried again, and which cases wait; one of them opens, Esc closes', async () => {
  await desk.hands.press('Control+KeyL')
  await sheet()
    .getByText(/^Без связи с \d\d:\d\d/)
    .waitFor()
  expect(await fact('Следующая попытка')).toMatch(/^\d\d:\d\d:\d\d/)
  expect(await fact('Последний обмен')).toMatch(/^\d\d:\d\d$/)
  expect(await fact('Ждут отправки')).toBe('3')
  expect(await sheet().locator('.exchange-waiting .link').allTextContents()).toEqual(numbers)
  await desk.picture('exchange-offline')
  // The focus stands on "try now": Enter tries, and the sheet says what came of it.
  await desk.hands.press('Enter')
  await sheet().getByText('попробовали: связи нет').waitFor()
  await desk.hands.press('Escape')
  await sheet().waitFor({ state: 'detached' })
  await desk.window.locator('.ledge .state').click()
  await sheet()
    .getByRole('button', { name: numbers[0] ?? '' })
    .click()
  await desk.window.locator('.case-body').waitFor()
  expect(await sheet().count()).toBe(0)
})

test('with the cable back the cases go by themselves: the ledge counts, headquarters holds each exactly once, in order', async () => {
  line.is.slowMs = 1500
  await cable()
  await ledge(/отправляем \d из 3/)
  await desk.hands.press('Control+KeyL')
  await sheet().getByRole('progressbar').waitFor()
  await desk.picture('ledge-sending')
  await ledge('всё отправлено')
  await sheet().getByText('ничего, всё отправлено').waitFor()
  expect(await fact('Последним принято')).toMatch(new RegExp(`^${numbers[2]}`))
  await desk.hands.press('Escape')
  line.is.slowMs = 0
  await eachExactlyOnce()
  expect((await desk.cases()).rows.map((row) => row.delivery)).toEqual(['at_hq', 'at_hq', 'at_hq'])
})

test('headquarters dies and comes back elsewhere: the counter resumes by itself, nothing is lost or doubled', async () => {
  line.is.slowMs = 700
  await registerSome(2)
  await wait(300)
  await hq.kill()
  await ledge('Без связи')
  await registerSome(1)
  line.is.slowMs = 0
  hq = await startHqProcess(settings)
  line.is.to = hq.url
  await ledge('всё отправлено')
  await eachExactlyOnce()
})

test('a headquarters that does not know this computer is named on the ledge; intake goes on', async () => {
  await hq.stop()
  hq = await startHqProcess(await freshHq(folder, 'another', token))
  line.is.to = hq.url
  await registerSome(1)
  await ledge('Головной офис не узнаёт этот компьютер · приём работает')
  await desk.picture('ledge-turned-away')
  expect((await desk.cases()).rows.at(-1)?.delivery).not.toBe('at_hq')
})
