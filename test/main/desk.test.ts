import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstLanguage, settingsFile } from '../../electron/main/settings.ts'
import { stoppedPage } from '../../electron/main/stoppedPage.ts'
import { runtime } from '../support/electron.ts'
import { openCounter } from './counter.ts'

const root = join(import.meta.dirname, '..', '..')

describe('settings of this computer', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-settings-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('are kept, and a damaged file means the defaults', async () => {
    settingsFile(folder).change({ language: 'ru', theme: 'dark' })
    expect(settingsFile(folder).read()).toEqual({ language: 'ru', theme: 'dark' })
    await writeFile(join(folder, 'settings.json'), '{"language":"xx","theme":')
    expect(settingsFile(folder).read()).toEqual({ language: null, theme: 'light' })
  })

  test('the first language is one of the computer’s that we speak, else Kazakh', () => {
    expect(firstLanguage(['', 'de-DE', 'ru-KZ', 'en-US'])).toBe('ru')
    expect(firstLanguage(['de-DE'])).toBe('kk')
  })
})

test('the page of a stopped branch names who has the workspace, says what is safe and escapes what it shows', () => {
  const holder = { pid: 41, computer: '<b>c2</b>', since: '2026-11-23T04:00:00.000Z', person: 'Ким В. О.' }
  const html = stoppedPage({ code: 'held', message: '', holder }, 'ru', 'n')
  expect(html).toContain('Ким В. О.')
  expect(html).toContain('&lt;b&gt;c2&lt;/b&gt; (41)')
  expect(html).toContain('2026-11-23 04:00:00 UTC')
  expect(html).toContain('Все зарегистрированные обращения сохранены')
})

/** Starts the program once more on the same workspace, as a second double click would. */
function exitCodeOfSecondStart(workspace: string): Promise<number | null> {
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const env = { ...process.env, OKNO_WORKSPACE: workspace, OKNO_DEMO: '1' }
  const second = spawn(runtime().electron.path, [...switches, root], { env, stdio: 'ignore', timeout: 30_000 })
  return new Promise((resolve) => second.on('exit', resolve))
}

test('a damaged store is not called safe', () => {
  const html = stoppedPage({ code: 'damaged', message: 'page 7', holder: null }, 'ru', 'n')
  expect(html).toContain('Файл данных повреждён')
  expect(html).not.toContain('Все зарегистрированные обращения сохранены')
})

test('a branch process that ends again and again leaves the clerk paper and the manager, and its code to a technician', () => {
  const html = stoppedPage({ code: 'exited', message: 'exit code 9', holder: null }, 'ru', 'n')
  expect(html).toContain('скажите начальнику отделения и принимайте дальше на бумаге, с бумажными номерами')
  expect(html).toContain('<dt>Для специалиста</dt><dd>exit code 9</dd>')
})

test('the language lasts over a restart, and a second start on the same workspace ends at once', async () => {
  const home = await mkdtemp(join(tmpdir(), 'okno-twice-'))
  try {
    const first = await openCounter({ home })
    expect(await first.ask('desk', 'language', { language: 'en' })).toEqual({ language: 'en' })
    expect(await first.ask('desk', 'look', { theme: 'dark' })).toEqual({ ok: true })
    expect(await exitCodeOfSecondStart(first.workspace)).toBe(0)
    expect(await first.ask('session', 'current', {})).toEqual({ person: null })
    await first.close()
    const again = await openCounter({ home })
    expect(await again.ask('desk', 'language', { language: null })).toEqual({ language: 'en' })
    await again.close()
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
}, 60_000)
