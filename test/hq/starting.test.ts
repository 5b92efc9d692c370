// What keeps headquarters from starting, and what it says then: one sentence that names what is amiss.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CannotStart, cannotListen, whyNotStarted } from '../../hq/cannotStart.ts'
import { readSettings } from '../../hq/settings.ts'
import { connectPostgres, openPGlite } from '../../hq/store/database.ts'
import { holdFolder } from '../../hq/store/folderLock.ts'
import { ownKey } from '../../hq/store/ownKey.ts'
import { cannotReach } from '../../hq/store/primary.ts'
import { keyPairAt } from '../../trust/keys.ts'
import { startHq, type TestHq } from '../support/hq.ts'

const root = join(import.meta.dirname, '..', '..')
const home = mkdtempSync(join(tmpdir(), 'okno-starting-'))
let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(async () => {
  await hq.close()
  rmSync(home, { recursive: true, force: true })
})
const folderOf = (name: string) => {
  mkdirSync(join(home, name))
  return join(home, name)
}

describe('the folder of an embedded database is of one process', () => {
  test('another one is told who has it, and opens nothing there, until it is let go of', async () => {
    const folder = folderOf('held')
    const release = holdFolder(folder)
    const refused = openPGlite(folder)
    await expect(refused).rejects.toThrow(CannotStart)
    await expect(refused).rejects.toThrow(`${folder} open: process ${process.pid} on `)
    release()
    holdFolder(folder)()
  })

  test('a process that is killed holds it no longer', async () => {
    const folder = folderOf('killed')
    const program = `const { holdFolder } = await import(${JSON.stringify(join(root, 'hq/store/folderLock.ts'))})
      holdFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    expect(() => holdFolder(folder)).toThrow(`process ${child.pid} on `)
    child.kill('SIGKILL')
    await once(child, 'exit')
    holdFolder(folder)()
  })
})

test('a database belongs to the key of the first instance; one with another key or none does not start, one with a copy does', async () => {
  const first = folderOf('first')
  const without = folderOf('without')
  const other = folderOf('other')
  const copied = folderOf('copied')
  const { publicKey } = await ownKey(hq.database, first)
  expect((await ownKey(hq.database, first)).publicKey).toBe(publicKey)
  const refused = ownKey(hq.database, without)
  await expect(refused).rejects.toThrow(CannotStart)
  await expect(refused).rejects.toThrow(/There is no .*without\/hq\.key.* Copy hq\.key there from the data folder/)
  expect(existsSync(join(without, 'hq.key'))).toBe(false)
  keyPairAt(join(other, 'hq.key'))
  await expect(ownKey(hq.database, other)).rejects.toThrow(/other\/hq\.key is not the key .* Copy hq\.key there/)
  copyFileSync(join(first, 'hq.key'), join(copied, 'hq.key'))
  expect((await ownKey(hq.database, copied)).publicKey).toBe(publicKey)
})

test('a database of another version is not touched by an instance with another key; one with its key lays what is lacking, and no newer one', async () => {
  const [own, other] = [folderOf('its own'), folderOf('of another')]
  await hq.database.query('DELETE FROM own_key')
  await ownKey(hq.database, own)
  keyPairAt(join(other, 'hq.key'))
  const version = async () => {
    const [row] = await hq.database.query<{ at: number }>('SELECT max(version)::int AS at FROM migration')
    return row?.at ?? 0
  }
  const today = await version()
  // As a program that lacks the last migration left it.
  await hq.database.query('DELETE FROM migration WHERE version = $1', [today])
  await expect(ownKey(hq.database, other)).rejects.toThrow('is not the key that this database belongs to')
  expect(await version()).toBe(today - 1)
  await expect(ownKey(hq.database, own)).rejects.toThrow(/already exists/)
  await hq.database.query('INSERT INTO migration (version) VALUES ($1), ($2)', [today, today + 1])
  await expect(ownKey(hq.database, other)).rejects.toThrow('is not the key that this database belongs to')
  await expect(ownKey(hq.database, own)).rejects.toThrow('start the newer program')
  await hq.database.query('DELETE FROM migration WHERE version = $1', [today + 1])
})

test('of two instances that start at once on a new database one has the key, the other one is told', async () => {
  await hq.database.query('DELETE FROM own_key')
  const both = await Promise.allSettled(['one', 'two'].map((name) => ownKey(hq.database, folderOf(name))))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

describe('said in one sentence', () => {
  const said = (work: () => unknown) => {
    try {
      return work()
    } catch (error) {
      return whyNotStarted(error)
    }
  }

  test('a setting that cannot be meant, by its name and without its value', () => {
    const wrong = { HQ_PORT: 'abc', HQ_GRACE_MS: '-5', HQ_ADMIN_TOKEN: 'geheim', HQ_MEDIA: 'tape' }
    expect(said(() => readSettings(wrong))).toBe(
      'Headquarters has not started. HQ_PORT must be a whole number from 0 to 65535. HQ_ADMIN_TOKEN must have at least ' +
        '16 characters. HQ_MEDIA must be standby or storage. HQ_GRACE_MS must be a whole number from 0 to 600000.',
    )
    const empty = { HQ_HOST: '', HQ_METRICS_PORT: '', HQ_FILES_HALF_DAYS: '' }
    expect(said(() => readSettings(empty))).toBe(
      'Headquarters has not started. HQ_HOST must not be empty. HQ_FILES_HALF_DAYS must not be empty. HQ_METRICS_PORT must not be empty.',
    )
    expect(readSettings({ HQ_PORT: '8421' })).toMatchObject({ HQ_PORT: 8421, HQ_GRACE_MS: 0, HQ_MEDIA: 'standby' })
  })

  test('a place where another program listens, and one that is not here', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const names = { port: 'HQ_PORT', host: 'HQ_HOST' }
    const listen = (at: number, host: string) => hq.app.listen({ port: at, host }).catch(cannotListen(names, at, host))
    await expect(listen(port, '127.0.0.1')).rejects.toThrow(
      `Another program listens at 127.0.0.1:${port}: end that one, or set HQ_PORT to a free port.`,
    )
    await expect(listen(0, '192.0.2.1')).rejects.toThrow('192.0.2.1 is no address of this computer: set HQ_HOST')
    taken.close()
  })

  test('a PostgreSQL that does not answer, by its address and without the password', async () => {
    const url = 'postgresql://okno:geheim@127.0.0.1:1,127.0.0.1:2/okno'
    const database = connectPostgres(url)
    const refused = database.query('SELECT 1', []).catch(cannotReach(url))
    await expect(refused).rejects.toThrow(
      /^PostgreSQL at 127\.0\.0\.1:1, 127\.0\.0\.1:2 lets nobody in .* DATABASE_URL\.$/,
    )
    await database.close()
  })

  test('on the terminal, without a trace, with exit code 1; a defect keeps its trace', () => {
    const env = { ...process.env, HQ_PORT: 'abc', HQ_DATA_DIR: join(home, 'never') }
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'hq/server.ts')], {
      env,
      encoding: 'utf8',
    })
    expect([status, stdout, stderr]).toEqual([
      ...[1, '', 'Headquarters has not started. HQ_PORT must be a whole number from 0 to 65535.\n'],
    ])
    expect(whyNotStarted(new Error('a defect'))).toMatch(/a defect\n +at /)
  })
})
