import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTER, openApp, runtime } from './electron.ts'
import { dropDisplay, startXvfb } from './xvfb.ts'

/** The smallest application: one blank window, and a database in a utility process as in the real one. */
const MAIN = `
const { app, BrowserWindow, utilityProcess } = require('electron')
const { join } = require('node:path')
app.whenReady().then(() => {
  new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true } }).loadURL('about:blank')
  const child = utilityProcess.fork(join(__dirname, 'store.cjs'))
  globalThis.store = new Promise((resolve) => { child.once('message', resolve); child.once('exit', () => resolve('gone')) })
})
app.on('window-all-closed', () => app.quit())
`
const STORE = `
const Database = require(process.env.TEST_SQLITE_PACKAGE)
const db = new Database(':memory:', { nativeBinding: process.env.OKNO_SQLITE_BINARY })
db.exec('CREATE VIRTUAL TABLE words USING fts5(word)')
db.prepare('INSERT INTO words VALUES (?)').run('приложение')
process.parentPort.postMessage(db.prepare("SELECT word FROM words WHERE words MATCH 'прил*'").get().word)
`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-blank-'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'blank', version: '1.2.3', main: 'main.cjs' }))
  await writeFile(join(folder, 'main.cjs'), MAIN)
  await writeFile(join(folder, 'store.cjs'), STORE)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await dropDisplay()
})

const sqlitePackage = createRequire(import.meta.url).resolve('better-sqlite3')

test('the Electron that set-up found opens a window of the counter size and runs SQLite beside it', async () => {
  const { app, window, home, close } = await openApp({
    appDir: folder,
    env: { TEST_SQLITE_PACKAGE: sqlitePackage },
  })
  expect(await app.evaluate(() => process.versions.electron)).toBe(runtime().electron.version)
  expect(await app.evaluate(({ app }) => [app.getName(), app.getVersion()])).toEqual(['blank', '1.2.3'])
  expect(await app.evaluate(({ app }) => app.getPath('userData'))).toBe(join(home, 'electron'))
  expect(await window.evaluate(() => [outerWidth, outerHeight])).toEqual([COUNTER.width, COUNTER.height])
  expect(await app.evaluate(() => (globalThis as unknown as { store: Promise<string> }).store)).toBe('приложение')
  await close()
})

test('an application that dies at once is reported with what it said', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'okno-broken-'))
  await writeFile(join(broken, 'package.json'), '{ "main": "main.cjs" }')
  await writeFile(join(broken, 'main.cjs'), `throw new Error('the disk is on fire')`)
  await expect(openApp({ appDir: broken })).rejects.toThrow(/disk is on fire/)
  await rm(broken, { recursive: true, force: true })
})

test('an Electron that ends before anyone could listen to it is reported with what it said', async () => {
  // As plain Node it knows none of the switches of an application.
  await expect(openApp({ appDir: folder, env: { ELECTRON_RUN_AS_NODE: '1' } })).rejects.toThrow(/bad option/)
})

test('what the application says before its window is there is kept', async () => {
  const talking = await mkdtemp(join(tmpdir(), 'okno-talking-'))
  await writeFile(join(talking, 'package.json'), '{ "main": "main.cjs" }')
  await writeFile(join(talking, 'main.cjs'), `console.log('first words')\nconsole.error('first worry')\n${MAIN}`)
  await writeFile(join(talking, 'store.cjs'), '')
  const { output, close } = await openApp({ appDir: talking })
  expect(output()).toContain('first words')
  expect(output()).toContain('first worry')
  await close()
  await rm(talking, { recursive: true, force: true })
})

test('two displays stand side by side', async () => {
  const [one, other] = await Promise.all([startXvfb(), startXvfb()])
  expect(one.name).toMatch(/^:\d+$/)
  expect(other.name).not.toBe(one.name)
  await Promise.all([one.stop(), other.stop()])
})
