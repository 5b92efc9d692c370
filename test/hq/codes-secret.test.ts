// A code is known to the customer's phone and to nobody else: not to the database, not to a log, not to a folder.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { buildHq } from '../../hq/app.ts'
import { codeRules } from '../../hq/codeRules.ts'
import { fileGateway } from '../../hq/gateway/file.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { takePen, uuid } from '../support/pen.ts'
import { another, codeRequest } from './asking.ts'

const now = { ms: Date.UTC(2026, 10, 23, 5) }

describe('R-044 a code is never stored', () => {
  let folder: string
  let mine: TestHq
  const log: string[] = []
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'okno-messages-'))
    mine = await startHq(() => now.ms, fileGateway(folder))
  })
  afterEach(async () => {
    await mine.close()
    rmSync(folder, { recursive: true })
  })

  test('R-044 after use, misuse and expiry neither the database nor the log nor the message folder holds the code', async () => {
    const stream = new Writable({
      write(part: Buffer, _, done) {
        log.push(part.toString())
        done()
      },
    })
    const app = await buildHq(mine, { level: 'trace', stream })
    const asking = { ...mine, app }
    const own = takePen(mine.key, 'never stored', 'B102')
    const post = async (url: string, body: object) => {
      const payload = JSON.stringify(body)
      const headers = {
        'content-type': 'application/json',
        [VERSION_HEADER]: String(PROTOCOL_VERSION),
        'okno-certificate': Buffer.from(JSON.stringify(own.certificate)).toString('base64url'),
        'okno-signature': own.key.sign(`okno-request-1\nPOST ${url}\n${primitives.sha256(payload)}`),
      }
      return (await asking.app.inject({ method: 'POST', url, payload, headers })).json() as unknown
    }
    const codes: string[] = []
    const open = async (seed: string) => {
      const asked = codeRequest(0, seed, { about: uuid(seed) })
      expect(await post('/v1/codes', asked)).toMatchObject({ ok: true })
      const code =
        /\d{6}/.exec(readFileSync(join(folder, `${asked.request}.txt`), 'utf8').split('\n')[1] ?? '')?.[0] ?? ''
      expect(code).toMatch(/^\d{6}$/)
      codes.push(code)
      return { asked, code, try: (typed: string) => post(`/v1/codes/${asked.request}/check`, { code: typed }) }
    }
    const used = await open('used')
    expect(await used.try(used.code)).toMatchObject({ ok: true })
    const misused = await open('misused')
    for (let i = 0; i < codeRules.attempts; i++) await misused.try(another(misused.code))
    const late = await open('late')
    now.ms += codeRules.validMinutes * 60_000
    await late.try(late.code)

    expect(readdirSync(folder)).toEqual([])
    const rows = JSON.stringify(await mine.database.query('SELECT * FROM code_request'))
    expect(JSON.parse(rows)).toHaveLength(3)
    for (const code of codes) {
      expect(rows).not.toContain(code)
      expect(log.join('')).not.toContain(code)
    }
    expect(rows).not.toContain('7701123')
    expect(log.length).toBeGreaterThan(0)
    expect(await mine.database.query('SELECT 1 FROM code_request WHERE digest IS NOT NULL')).toEqual([])
    await app.close()
  })

  test('R-044 while a code is on its way the database holds neither it nor a hash that could be tried through', async () => {
    const own = takePen(mine.key, 'digest', 'B103')
    const asked = codeRequest(0, 'digest')
    expect((await mine.ask(own, '/v1/codes', asked)).body).toMatchObject({ ok: true })
    const text = readFileSync(join(folder, `${asked.request}.txt`), 'utf8').split('\n')[1] ?? ''
    const code = /\d{6}/.exec(text)?.[0] ?? ''
    const [row] = await mine.database.query<Record<string, unknown>>('SELECT * FROM code_request')
    expect(JSON.stringify(row)).not.toContain(code)
    // Whoever has the rows but not headquarters' key finds no plain hash of the code with anything that stands beside it.
    const beside = Object.values(row ?? {}).map(String)
    for (const part of ['', ...beside])
      for (const tried of [`${part}${code}`, `${code}${part}`, `${part}\n${code}`, `code\n${part}\n${code}`])
        expect(row?.digest).not.toBe(primitives.sha256(tried))
  })

  test('codes are spread over all that they can be', async () => {
    const seen = new Set<string>()
    for (let i = 0; i < 30; i++) {
      await mine.ask(
        takePen(mine.key, `spread ${i}`, 'B104'),
        '/v1/codes',
        codeRequest(0, `s ${i}`, { phone: `+770112300${String(i).padStart(2, '0')}` }),
      )
      const file = readFileSync(join(folder, `${uuid(`request 0 s ${i}`)}.txt`), 'utf8').split('\n')[1] ?? ''
      seen.add(/\d{6}/.exec(file)?.[0] ?? '')
    }
    expect(seen.size).toBeGreaterThan(28)
  })
})
