// Rows that somebody changed past the program, before they went: they hold up nothing sound, and a person sees each of them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HUB_PATHS } from '../../domain/wire/hub.ts'
import type { Branch } from '../../electron/branch/branch.ts'
import { exchangeOnce } from '../../electron/branch/courier/exchange.ts'
import { type Fetch, linkTo } from '../../electron/branch/courier/link.ts'
import { exchangeWithHub } from '../../electron/branch/hub/exchange.ts'
import { giveRun, takeRun } from '../../electron/branch/hub/handing.ts'
import { inventoryOf } from '../../electron/branch/hub/inventory.ts'
import type { HubLine } from '../../electron/branch/hub/line.ts'
import { myLine } from '../../electron/branch/line.ts'
import type { OpenBranch } from '../../electron/branch/open.ts'
import { certificateOf } from '../../electron/branch/store/certificates.ts'
import { heldElsewhere } from '../../electron/branch/store/hubMarks.ts'
import { ownHead } from '../../electron/branch/store/journal.ts'
import { type Bench, type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)

/** As another tool writes: the triggers of this program do not hold it. */
function tamper({ branch: { db } }: OpenBranch, change: string): void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
  db.exec(change)
  for (const { sql } of triggers) db.exec(sql)
}

/** One exchange over the branch's own network, without the network. */
async function meet({ hq }: Bench, desk: Counter, hub: Counter) {
  const [asks, serves] = [(await desk.start()).branch, (await hub.start()).branch]
  const said = (path: string, question: unknown): unknown => {
    if (path === HUB_PATHS.heads) return inventoryOf(serves)
    if (path === HUB_PATHS.lines) return { run: giveRun(serves, question as Parameters<typeof giveRun>[1]) }
    return takeRun(serves, hq.key.publicKey, question as Parameters<typeof takeRun>[2])
  }
  const line: HubLine = {
    peer: certificateOf(serves.db, serves.desk().device) ?? expect.unreachable('certified'),
    ask: async (path, question, schema) => ({ ok: true, value: schema.parse(said(path, question)) }),
    isOpen: () => true,
    close() {},
  }
  return exchangeWithHub(asks, line, hq.key.publicKey)
}
const hasCopy = ({ db }: Branch) => {
  const [line, head] = [myLine(db), ownHead(db, myLine(db))]
  return head !== null && heldElsewhere(db, { line, ...head })
}

const opened = (desk: Counter) => desk.start()
const stuckAt = async (desk: Counter) =>
  (await opened(desk)).branch.status.read().stuck.map(({ number, reason, refused }) => ({
    ...{ number, reason, type: refused?.type ?? null },
  }))

/** Three cases in one line: the middle one is changed, and one is registered after the exchange. */
async function altered(bench: Bench, change: (id: string) => string) {
  const desk = await bench.counter().certified()
  const [before, changed, behind] = [await desk.register(), await desk.register(), await desk.register()]
  const line = myLine((await opened(desk)).branch.db)
  tamper(await opened(desk), change(changed.case))
  return { desk, before, changed, behind, line }
}
const payloadOf = (id: string) =>
  `UPDATE journal SET payload = replace(payload, '+7701', '+7702') WHERE type = 'caseRegistered' AND case_id = '${id}'`
const headerOf = (id: string) =>
  `UPDATE journal SET header = replace(header, '"by":"', '"by":"0') WHERE type = 'caseRegistered' AND case_id = '${id}'`

test('F-15 F-20 P-5 a changed content goes as erased and is shown: what stands before and behind it arrives', async () => {
  const bench = openBench()
  const { desk, before, changed, behind, line } = await altered(bench, payloadOf)
  expect(await desk.exchange()).toEqual({ ok: true })
  const later = await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([before.number, behind.number, later.number].sort())
  expect(await stuckAt(desk)).toEqual([{ number: changed.number, reason: 'altered', type: 'caseRegistered' }])
  expect(await desk.deliveries()).toEqual({
    ...{ [before.number]: 'at_hq', [changed.number]: 'refused' },
    ...{ [behind.number]: 'at_hq', [later.number]: 'at_hq' },
  })
  const { branch } = await opened(desk)
  expect(branch.status.read().waiting).toBe(0)
  // Headquarters calls nothing safe behind what it lacks, so what is new stands on a line of its own.
  expect(myLine(branch.db)).not.toBe(line)
  expect(branch.recovery.newLine).toBe('altered')
  const lacking = await bench.hq.database.query('SELECT seq FROM event WHERE line = $1 AND payload = $2', [line, ''])
  expect(lacking).toEqual([{ seq: 4 }])
})

test('F-15 F-20 a changed header ends its line: what stands behind it is shown, and what is registered from then on arrives', async () => {
  const bench = openBench()
  const { desk, before, changed, behind, line } = await altered(bench, headerOf)
  expect(await desk.exchange()).toEqual({ ok: true })
  const later = await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([before.number, later.number].sort())
  const shown = [
    { number: changed.number, reason: 'chainBroken', type: 'caseRegistered' },
    { number: behind.number, reason: 'chainBroken', type: null },
  ]
  expect(await stuckAt(desk)).toEqual(shown)
  expect((await desk.deliveries())[behind.number]).toBe('waiting')
  const { branch } = await opened(desk)
  const now = myLine(branch.db)
  expect(now).not.toBe(line)
  // Noted once, and one new line for all of it.
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(myLine(branch.db)).toBe(now)
  expect(await stuckAt(desk)).toEqual(shown)
})

test('F-15 the last row of a line that may not go erased, a row that was deleted, a seal that is no seal: the exchange ends well, and what is new arrives', async () => {
  for (const change of [
    // Event 1 is about no case.
    `UPDATE journal SET payload = payload || ' ' WHERE seq = 1`,
    'DELETE FROM journal WHERE seq = 2',
    `UPDATE journal SET header = header || ' ' WHERE seq = (SELECT max(seq) FROM journal)`,
    `UPDATE journal SET signature = 'A' || signature WHERE seq = 3`,
  ]) {
    const bench = openBench()
    const desk = await bench.counter().certified()
    await desk.register()
    tamper(await opened(desk), change)
    await desk.exchange()
    const { number } = await desk.register()
    expect(await desk.exchange()).toEqual({ ok: true })
    expect(await bench.numbersAtHq(), change).toContain(number)
  }
})

test('F-15 a run with a seal that is no seal is looked through as long as it was, also where the line meanwhile showed to be slow', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const registered = [await desk.register(), await desk.register(), await desk.register(), await desk.register()]
  const { branch } = await opened(desk)
  const last = branch.db.prepare('SELECT max(seq) FROM journal WHERE signature IS NOT NULL').pluck().get()
  const behind = await desk.register()
  tamper(await opened(desk), `UPDATE journal SET signature = 'A' || signature WHERE seq = ${last}`)
  const fetch: Fetch = async (url, { headers, body }) => {
    const asked = { method: 'POST' as const, url: new URL(url).pathname, headers, payload: body }
    const answer = await bench.hq.app.inject(asked)
    return new Response(answer.body, { status: answer.statusCode })
  }
  let length = 500
  const slow = {
    next: () => length,
    went() {
      length = 4
    },
    broke() {},
  }
  expect(await exchangeOnce(branch, linkTo('https://hq.test', branch.keys.sign, fetch), slow)).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([...registered, behind].map(({ number }) => number).sort())
})

test('F-20 a line of another computer whose last row was changed here keeps no other line from going, and lets go once its author has brought it', async () => {
  const bench = openBench()
  const desk = await bench.counter('A').certified()
  const other = await bench.counter('B').certified()
  const theirs = await other.register()
  expect(await meet(bench, desk, other)).toMatchObject({ ok: true })
  const { branch } = await opened(desk)
  tamper(
    await opened(desk),
    `UPDATE journal SET payload = payload || ' ' WHERE case_id = '${theirs.case}' AND origin = 'hub'`,
  )
  const own = await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([own.number])
  expect(await stuckAt(desk)).toMatchObject([{ number: theirs.number, reason: 'chainBroken' }])
  expect(await other.exchange()).toEqual({ ok: true })
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([own.number, theirs.number].sort())
  expect(branch.status.read().stuck).toEqual([])
})

test('F-20 a line of another computer whose last seal is gone here is shown, and keeps no other line from going', async () => {
  const bench = openBench()
  const desk = await bench.counter('A').certified()
  const other = await bench.counter('B').certified()
  const theirs = await other.register()
  expect(await meet(bench, desk, other)).toMatchObject({ ok: true })
  tamper(await opened(desk), `UPDATE journal SET signature = NULL WHERE case_id = '${theirs.case}'`)
  const own = await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([own.number])
  expect(await stuckAt(desk)).toMatchObject([{ number: theirs.number, reason: 'chainBroken' }])
})

test('F-20 what headquarters has already keeps nothing behind it from going, and no other computer from having it whole', async () => {
  for (const change of [payloadOf, headerOf]) {
    const bench = openBench()
    const desk = await bench.counter('A').certified()
    const [changed, behind] = [await desk.register(), await desk.register()]
    // Headquarters has stored them; that it has never got back.
    expect(await desk.exchange([{}, { back: null }])).toMatchObject({ ok: false })
    const line = myLine((await opened(desk)).branch.db)
    tamper(await opened(desk), change(changed.case))
    expect(await desk.exchange()).toEqual({ ok: true })
    expect(await desk.deliveries()).toEqual({ [changed.number]: 'at_hq', [behind.number]: 'at_hq' })
    expect([await stuckAt(desk), myLine((await opened(desk)).branch.db)]).toEqual([[], line])
    // Another computer is not given in pieces what headquarters gives it whole.
    const hub = await bench.counter('B').certified()
    expect(await meet(bench, desk, hub)).toMatchObject({ ok: true })
    expect(await hub.exchange()).toEqual({ ok: true })
    const { branch } = await opened(hub)
    expect(branch.db.prepare(`SELECT count(*) FROM journal WHERE line = ? AND payload = ''`).pluck().get(line)).toBe(0)
    expect(Object.keys(await hub.deliveries())).toEqual(expect.arrayContaining([changed.number, behind.number]))
    expect(await stuckAt(desk)).toEqual([])
  }
})

test('F-15 F-20 towards another computer of the branch a changed row holds up nothing either, and what it did not get is no second copy', async () => {
  for (const change of [payloadOf, headerOf]) {
    const bench = openBench()
    const { desk, before, line } = await altered(bench, change)
    const hub = await bench.counter('B').certified()
    const { branch } = await opened(desk)
    expect(await meet(bench, desk, hub)).toMatchObject({ ok: true })
    const now = myLine(branch.db)
    expect(now).not.toBe(line)
    // It concerns what lies here, and the others may have it as it was.
    expect(inventoryOf(branch).refusals).toEqual([])
    const later = await desk.register()
    expect(hasCopy(branch)).toBe(false)
    for (let i = 0; i < 2; i++) expect(await meet(bench, desk, hub)).toMatchObject({ ok: true })
    expect(Object.keys(await hub.deliveries())).toEqual(expect.arrayContaining([before.number, later.number]))
    expect(hasCopy(branch)).toBe(true)
    const end = ownHead(branch.db, line)
    expect(end && heldElsewhere(branch.db, { line, ...end })).toBe(change === payloadOf)
    expect(await meet(bench, hub, desk)).toMatchObject({ ok: true })
    expect(myLine(branch.db)).toBe(now)
  }
})
