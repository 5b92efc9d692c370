// An officer at a terminal: what he mistypes is said in words that he can act on, and a step asked for twice is one step.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'

const program = join(import.meta.dirname, '..', '..', 'hq', 'console.ts')
let hq: TestHq
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  hq = await startHq(() => Date.UTC(2026, 10, 25, 4))
  const HQ_URL = await hq.app.listen({ port: 0, host: '127.0.0.1' })
  const { body } = await hq.admin('POST', '/v1/admin/officers', {
    ...{ lastName: 'Оспанов', firstName: 'Дәурен', patronymic: '', role: 'hq_lead' },
  })
  env = { ...process.env, HQ_URL, HQ_OFFICER_TOKEN: (body as { token: string }).token }
})
afterAll(() => hq.close())

const office = (...words: string[]) => officeAt({}, ...words)
const officeAt = (place: NodeJS.ProcessEnv, ...words: string[]) =>
  new Promise<{ code: number; said: unknown; complaint: string }>((resolve) => {
    const child = execFile(process.execPath, [program, ...words], { env: { ...env, ...place } }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: stdout === '' ? null : JSON.parse(stdout), complaint: stderr }),
    )
  })
const refused = (refusal: object) => ({ code: 1, said: { ok: false, refusal }, complaint: '' })

/** A case that its branch has accepted. */
async function accepted(seed: string): Promise<string> {
  const pen = takePen(hq.key, seed, 'B001')
  const id = uuid(`case ${seed}`)
  const payload = registrationPayload(seed, 1, 'B001')
  const event = pen.register(id, payload)
  pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), payload.answers as never))
  const because = { command: uuid(`accept ${seed}`), incompleteBecause: 'принесёт завтра' }
  pen.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: because })
  expect((await hq.ask(pen, '/v1/runs', pen.run())).body).toMatchObject({ verdict: 'admitted' })
  return (JSON.parse(event.payload) as { number: string }).number
}
const written = async (type: string) =>
  (await hq.database.query(`SELECT 1 FROM event WHERE branch = 'B001' AND type = $1`, [type])).length

const bulletin = (words: string, until: string) => [
  'bulletin',
  '--kk',
  words,
  '--ru',
  words,
  '--en',
  words,
  '--until',
  until,
]

test('before any branch has enrolled a word to all is said to be heard by nobody; one that is over is refused all the same', async () => {
  expect(await office(...bulletin('сөз', '2026-11-24T04:00:00Z'), '--since', '2026-11-23T04:00:00Z')).toEqual(
    refused({ code: 'overAlready' }),
  )
  expect(await hq.database.query('SELECT 1 FROM said_to_all')).toEqual([])
  const { code, said, complaint } = await office(
    ...bulletin('сөз', '2026-11-26T04:00:00Z'),
    '--since',
    '2026-11-25T04:00:00Z',
  )
  expect([code, said]).toEqual([0, { ok: true, branches: [] }])
  expect(complaint).toMatch(/^No branch has enrolled yet, so nobody hears it now\./)
})

describe('a text that is too long', () => {
  test('of a bulletin is called that in each language, with its length and the limit', async () => {
    const texts = ['kk', 'ru', 'en'].map((language) => ({ text: `text.${language}`, length: 501, limit: 500 }))
    expect(await office(...bulletin('ә'.repeat(501), '2026-11-26T04:00:00Z'))).toEqual(
      refused({ code: 'tooLong', texts }),
    )
  })

  test('of an answer likewise, from the first letter that no event holds; one that is no word is told how long a word is', async () => {
    const number = await accepted('long')
    await office('take', number)
    const answer = (text: string) =>
      office('answer', number, 'ACCOUNT-CLOSED', '--ground', 'правила почты', '--text', text)
    const tooLong = (length: number) => ({ code: 'tooLong', texts: [{ text: 'act.text', length, limit: 2000 }] })
    for (const length of [2001, 4001])
      expect(await answer('а'.repeat(length))).toEqual({ code: 1, said: tooLong(length), complaint: '' })
    expect(await answer('ок')).toMatchObject({
      said: { ok: false, refusal: { code: 'notSaid', what: ['text'], leastLetters: 3 } },
    })
    expect(await answer('а'.repeat(2000))).toMatchObject({ code: 0, said: { ok: true, state: 'answered' } })
  })
})

test('a return names only what the case’s form has; whoever mistypes is told what that is', async () => {
  const number = await accepted('strange')
  const { code, said } = await office('return', number, 'нет даты', 'birth_date', 'unknown_field')
  expect([code, said]).toMatchObject([1, { refusal: { code: 'unknownFields', fields: ['unknown_field'] } }])
  const { known } = (said as { refusal: { known: string[] } }).refusal
  // Of a block, of the form itself, and a paper of it.
  expect(known).toEqual(expect.arrayContaining(['birth_date', 'account_login', 'signed_application']))
  expect(await written('caseReturned')).toBe(0)
  const paper = await office('return', number, 'нет даты', 'birth_date', 'account_login', 'signed_application')
  expect(paper).toMatchObject({ code: 0, said: { ok: true, state: 'returned' } })
})

test('taken again by the same officer a case stays as it is, and he is answered as the first time', async () => {
  const number = await accepted('twice')
  const first = await office('take', number)
  expect(first).toMatchObject({ code: 0, said: { ok: true, state: 'in_work', events: [{ seq: expect.any(Number) }] } })
  const before = await written('caseTaken')
  expect(await office('take', number)).toEqual(first)
  expect(await written('caseTaken')).toBe(before)
})

test('an answer that a proxy gives for headquarters is not called "not asked": it may be done, and asked again with its id it is done once', async () => {
  const command = randomUUID()
  const proxy = createServer((_, response) => response.writeHead(504).end('<html>Gateway Timeout</html>'))
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  const HQ_URL = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const words = bulletin('сөз', '2026-11-26T04:00:00Z')
  const { code, complaint } = await officeAt({ HQ_URL }, ...words, '--command', command)
  proxy.close()
  expect([code, complaint]).toEqual([1, expect.stringContaining(`(HTTP 504)`)])
  expect(complaint).toContain(`--command ${command}, so that it is done once`)
  expect(complaint).not.toContain('Not asked')
})

test('a sum that no number holds is no amount', async () => {
  const { code, complaint } = await office('answer', await accepted('sum'), 'X', '--sum', '9'.repeat(400))
  expect([code, complaint]).toEqual([2, expect.stringMatching(/^Not asked: --sum is an amount, /)])
})

let number: string | undefined
test.each([
  [['answer'], /^Not asked: no case is named: answer NUMBER OUTCOME\n/],
  [['answer', 'ACCOUNT-CLOSED'], /^Not asked: "ACCOUNT-CLOSED" is not the number of a case: answer NUMBER OUTCOME\n/],
  [['answer', 'NUMBER'], /^Not asked: something is lacking: answer NUMBER OUTCOME\n/],
  [['answer', 'NUMBER', 'X', '--sum', '-5'], /^Not asked: .*'--sum'/],
  [['answer', 'NUMBER', 'X', '--sum=-5'], /^Not asked: --sum is an amount, .* and not "-5"\n/],
  [['answer', 'NUMBER', 'X', '--sum', '0'], /^Not asked: --sum is an amount, .* and not "0"\n/],
  [
    ['day', '2026-12-01', 'wrok', '--why', 'x', '--source', 'y'],
    /^Not asked: "wrok" is neither off nor work: day DATE/,
  ],
  [['answer', 'NUMBER', 'X', '--sum', 'много'], /^Not asked: --sum is an amount, .* and not "много"\n/],
])('%j is no command: nothing is asked, and what is wrong is said without a trace', async (words, said) => {
  number ??= await accepted('words')
  const { code, complaint } = await office(...words.map((word) => (word === 'NUMBER' ? (number ?? '') : word)))
  expect(code).toBe(2)
  expect(complaint).toMatch(said)
  expect(complaint).not.toMatch(/\n +at /)
})
