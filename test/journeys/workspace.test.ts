/** What the window says when it cannot work as usual: another program has the workspace, or a file of its data is faulty. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { ru } from '../../renderer/locales/index.ts'
import { startBranch } from '../sync/parts/processes.ts'
import { PEOPLE } from './counter.ts'
import { freshHome, LEAST, openDesk } from './desk.ts'

const data = join(import.meta.dirname, '../../data')
const homes: string[] = []
const home = () => {
  const fresh = freshHome()
  homes.push(fresh)
  return fresh
}
afterAll(() => {
  for (const one of homes) rmSync(one, { recursive: true, force: true, maxRetries: 5 })
})

test('a workspace that another program has open: the window names who, since when, and opens when it is free', async () => {
  const place = home()
  const env = {
    OKNO_WORKSPACE: join(place, 'branch'),
    OKNO_STATE: join(place, 'state'),
    OKNO_DATA: data,
    OKNO_DEMO: '1',
  }
  const other = await startBranch(env)
  const people = await other.call<{ id: string; signature: string }[]>('session.people', {})
  const lead = people.find(({ signature }) => signature === PEOPLE.lead.signature)
  await other.call('session.signIn', { person: lead?.id, pin: PEOPLE.lead.pin })
  const desk = await openDesk({ home: place })
  try {
    await desk.says('открыта в другой программе')
    await desk.says(PEOPLE.lead.signature)
    await desk.picture('held')
    await other.close()
    await desk.window.getByRole('link', { name: 'Попробовать снова' }).click()
    await desk.signIn()
  } finally {
    await other.kill()
    await desk.close()
  }
})

test('R-036 a faulty form is kept out, a profile that names no outside body is told the manager; all else works', async () => {
  const place = home()
  const copy = join(place, 'data')
  cpSync(data, copy, { recursive: true })
  const broken = join(copy, 'forms/PD-REQ.json')
  writeFileSync(broken, readFileSync(broken, 'utf8').replace('"offline": true', '"offline": "sometimes"'))
  const profile = join(copy, 'branch.json')
  writeFileSync(profile, JSON.stringify({ ...JSON.parse(readFileSync(profile, 'utf8')), outsideBodies: [] }))
  const desk = await openDesk({ home: place, env: { OKNO_DATA: copy } })
  try {
    await desk.signIn()
    await desk.says('1 бланк не введён в действие', '.banner')
    await desk.says('forms/PD-REQ.json: offline', '.banner')
    await desk.picture('faulty-form')
    await desk.says('17 типов')
    await desk.openForm(LEAST)
    await desk.hands.register()
    await desk.hands.number()
    await desk.hands.press('F12')
    await desk.signIn('manager')
    await desk.window.locator('.banner').getByRole('button', { name: 'сообщени' }).click()
    await desk.says(ru.window.banner.noOutsideBody, '.notices')
  } finally {
    await desk.close()
  }
})
