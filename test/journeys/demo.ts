/**
 * `npm run demo`: the real application under a virtual display, driven by keyboard through the story it was made for.
 * Leaves pictures of each step, the papers as PDF and headquarters' record of the case in demo-output/.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { startCups } from '../support/cups.ts'
import { openApp } from '../support/electron.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { atCounter, PEOPLE } from './counter.ts'
import { CUSTOMER, fillDeregistration, takeSignedApplication } from './deregistration.ts'

type HeldCase = { id: string; number: string; state: string; missing: string[]; answers: Record<string, unknown> }

const output = process.env.OKNO_DEMO_OUTPUT ?? 'demo-output'
const adminToken = randomBytes(24).toString('hex')
const folder = await mkdtemp(join(tmpdir(), 'okno-demo-'))
await mkdir(join(output, 'papers'), { recursive: true })

let step = 0
const say = (text: string) => console.log(`${String(++step).padStart(2)}. ${text}`)

const hq = await startHqProcess({ HQ_PORT: '0', HQ_DATA_DIR: join(folder, 'hq'), HQ_ADMIN_TOKEN: adminToken })
const cups = await startCups()
const askHq = async (path: string, body?: object) => {
  const answer = await fetch(hq.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const { code } = (await askHq('/v1/admin/enrolment-codes', { branch: '0712', letter: 'A', validHours: 1 })).body as {
  code: string
}
const app = await openApp({
  home: join(folder, 'home'),
  env: {
    OKNO_DEMO: '1',
    OKNO_LANGUAGE: 'ru',
    OKNO_HQ_URL: hq.url,
    OKNO_ENROL_CODE: code,
    OKNO_PRINTER: 'PDF',
    CUPS_SERVER: cups.server,
    OKNO_PDF_DIR: join(output, 'papers'),
  },
})
const { window } = app
const counter = atCounter(window)
const picture = async (name: string) => {
  await window.waitForTimeout(400)
  await window.screenshot({ path: join(output, `${String(step).padStart(2, '0')}-${name}.png`) })
}
const ledge = (text: string | RegExp) => window.locator('.ledge', { hasText: text }).waitFor({ timeout: 30_000 })

try {
  say(`The window is open; sign in as ${PEOPLE.clerk.signature}`)
  await window.locator('.card').waitFor()
  await picture('sign-in')
  await counter.signIn(PEOPLE.clerk)

  say('The network goes down')
  await ledge('На связи')
  await window.locator('.ledge .plug').click()
  await ledge('Без связи')
  await window.locator('.sheet input').first().focus()

  say('“Хочу отменить регистрацию в приложении, пароль не восстанавливается”: three words find the procedure')
  await counter.ask('отменить регистрацию приложение')
  await picture('search')

  say('Enter opens it; the first line says: yes, we accept this here')
  await counter.openFirst()
  await picture('form-empty')

  say('The document is seen, the IIN checked, the phone normalised, the reason chosen')
  await fillDeregistration(counter, 'told')
  await window.locator('[data-field="recovery_tried"] input').first().focus()
  await window.locator('.form-body').evaluate((body) => body.scrollTo(0, 0))
  await picture('form-filled')

  say('The application is printed for the customer to read and sign')
  await counter.press('Control+p')
  await window.getByText('Заявление напечатано').waitFor({ timeout: 40_000 })
  await picture('application-printed')

  say('The customer has signed it: the paper is taken, nothing is missing')
  await takeSignedApplication(counter)
  await window.getByText('Всё есть: можно регистрировать').waitFor()

  say('No network, so no code: he signed in front of the clerk, and that is on record')
  await counter.goTo('consent_signed')
  await counter.press('Space')
  await window.locator('.consent .chip.ok').waitFor()
  await picture('form-complete')

  say('Ctrl Enter: registered on this computer, without network')
  await counter.register()
  const number = await counter.number()
  console.log(`    The number is ${number}`)
  await window.locator('.done', { hasText: 'талон напечатан' }).waitFor({ timeout: 40_000 })
  await picture('receipt')

  say('The case waits in the queue; the ledge says how many wait')
  await counter.press('F3')
  await window.locator('.queue tr', { hasText: number.slice(5) }).waitFor()
  await picture('queue-offline')
  const before = await askHq(`/v1/cases/${number}`)
  if (before.status !== 404) throw new Error('Headquarters knows a case that nobody could have sent')

  say(`The shift lead ${PEOPLE.lead.signature} signs in, looks at it and accepts it with one key`)
  await counter.press('F12')
  await counter.signIn(PEOPLE.lead)
  await counter.press('F3')
  await window.locator('.queue tr', { hasText: number.slice(5) }).click()
  await counter.press('Enter')
  await window.locator('.case-body').waitFor()
  await picture('case')
  await counter.press('Digit1')
  await window.locator('.head .chip', { hasText: /В очереди|Отправлено/ }).waitFor()
  await picture('case-accepted')

  say('The network is back: the case goes by itself')
  await window.locator('.ledge .plug').click()
  await ledge('всё отправлено')
  await picture('case-at-hq')

  say('Headquarters holds it exactly once')
  const record = await askHq(`/v1/cases/${number}`)
  const { cases } = record.body as { cases: { body: HeldCase }[] }
  if (cases.length !== 1) throw new Error(`Headquarters holds ${cases.length} cases with this number`)
  const held = cases[0]?.body
  if (held?.answers.last_name !== CUSTOMER.lastName) throw new Error('Headquarters holds another case')
  if (held.state !== 'received_hq' || held.missing.length > 0)
    throw new Error(`Headquarters holds it as ${held.state}, without ${held.missing.join(', ') || 'gaps'}`)
  console.log(`    ${held.number}: ${held.state}, nothing missing`)
  await writeFile(join(output, 'hq-record.json'), `${JSON.stringify(record.body, null, 2)}\n`)
  const ledger = await askHq('/v1/branches/0712/ledger')
  await writeFile(join(output, 'hq-ledger.json'), `${JSON.stringify(ledger.body, null, 2)}\n`)

  say('An officer of headquarters takes it, and answers; the branch sees the answer by itself')
  const officer = await askHq('/v1/admin/officers', { lastName: 'Оспанов', firstName: 'Дәурен', role: 'hq_officer' })
  const { token } = officer.body as { token: string }
  const act = async (said: object) => {
    const answer = await fetch(`${hq.url}/v1/office/cases/${held.id}/act`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ act: { command: randomUUID(), ...said } }),
    })
    const { ok } = (await answer.json()) as { ok: boolean }
    if (!ok) throw new Error(`Headquarters refused: ${JSON.stringify(said)}`)
  }
  await act({ do: 'takeIntoWork' })
  await act({
    ...{ do: 'answerCase', outcome: 'ACCOUNT-CLOSED', text: 'Учётная запись закрыта, регистрация отменена.' },
    ...{ ground: 'заявление клиента', sum: null },
  })
  // The courier asks by itself now and then; pulling the cable out and in again makes it ask at once.
  for (let i = 0; i < 2; i++) await window.locator('.ledge .plug').click()
  await window.locator('.head .chip', { hasText: 'Ответ готов' }).waitFor({ timeout: 30_000 })
  await picture('case-answered')

  say('The same in Kazakh and English')
  for (const language of ['kk', 'en']) {
    await counter.press(language === 'kk' ? 'F11' : 'F11')
    await picture(`case-${await window.locator('html').getAttribute('lang')}`)
  }
  for (const file of await cups.outputFiles()) await copyFile(file, join(output, 'papers', `printed-${basename(file)}`))
  console.log(`\nPictures, papers and headquarters’ record: ${output}`)
} catch (error) {
  await window.screenshot({ path: join(output, 'failed.png') }).catch(() => undefined)
  console.error(app.output())
  throw error
} finally {
  await app.close()
  await cups.stop()
  await hq.stop()
  await rm(folder, { recursive: true, force: true })
}
