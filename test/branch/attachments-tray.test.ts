import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseDetail } from '../../electron/contract.ts'
import type { Reader } from '../../electron/main/reader.ts'
import { jpg, mp4, pdf, sheet, sheetWith } from '../support/papers.ts'
import { nodeReader } from '../support/reader.ts'
import { attach, attached, list, readAll, trayOf } from './attach.ts'
import { type Bench, clerk, draft, openBench, otherClerk, register, registered, reopen, rows, signIn } from './bench.ts'

let reader: Reader
beforeAll(() => {
  reader = nodeReader()
})
afterAll(() => reader.stop())

const tray = { tray: true } as const
const blank = sheet((context) => context.fillRect(100, 100, 300, 40))

async function atCounter(): Promise<Bench> {
  const bench = await openBench()
  await signIn(bench)
  return bench
}

/** Puts files into the tray and lets them be read. */
async function pile(bench: Bench, ...files: Buffer[]) {
  for (const [i, bytes] of files.entries()) await attach(bench, tray, bytes, { name: `scan-${i + 1}.jpg` })
  await readAll(bench, reader)
  return trayOf(bench)
}

const numberAdded = async (bench: Bench, id: string) =>
  ((await bench.call('cases.detail', { id })) as CaseDetail).history.filter(({ type }) => type === 'attachmentAdded')

describe('a pile of scanned sheets files itself', () => {
  test('each sheet with a code goes to its draft or is proposed for its case; the rest wait for a person', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const receipt = await registered(bench)
    const items = await pile(
      bench,
      jpg(await sheetWith(open.label, 'code128', { degrees: 180 })),
      jpg(await sheetWith(receipt.number, 'code128', { ink: 0.15 })),
      jpg(await sheetWith(receipt.qr, 'qrcode')),
      jpg(blank),
      jpg(await sheetWith('D-0999B-0000', 'datamatrix')),
    )
    const filed = { draft: open.id, label: open.label }
    const proposed = { case: receipt.case, number: receipt.number, applicant: expect.stringMatching('Қасымова') }
    expect(items.map(({ state, for: owner, why, code }) => ({ state, owner, why, code }))).toEqual([
      { state: 'filed', owner: filed, why: null, code: null },
      { state: 'proposed', owner: proposed, why: null, code: null },
      { state: 'proposed', owner: proposed, why: null, code: null },
      { state: 'undecided', owner: null, why: 'noCode', code: null },
      { state: 'undecided', owner: null, why: 'unknownCode', code: 'D-0999B-0000' },
    ])
    expect(await list(bench, { draft: open.id })).toMatchObject([
      { paper: 'signed_application', state: 'ready', notes: [] },
    ])
  })

  test('nothing reaches a registered case that nobody confirmed; one call confirms all, in that person’s name', async () => {
    const bench = await atCounter()
    const receipt = await registered(bench)
    const items = await pile(
      bench,
      jpg(await sheetWith(receipt.number)),
      jpg(await sheetWith(receipt.number, 'qrcode')),
    )
    expect(await list(bench, { case: receipt.case })).toEqual([])
    expect(await numberAdded(bench, receipt.case)).toEqual([])

    await signIn(bench, otherClerk)
    const confirm = { items: items.map(({ id }) => id) }
    expect(await bench.call('tray.confirm', confirm)).toEqual({ ok: true, confirmed: 2, refused: [] })
    expect(await trayOf(bench)).toEqual([])
    expect(await list(bench, { case: receipt.case })).toHaveLength(2)
    expect(rows(bench, `SELECT DISTINCT by_person FROM journal WHERE type = 'attachmentAdded'`)).toEqual([
      { by_person: otherClerk.person },
    ])
    expect(await bench.call('tray.confirm', confirm)).toMatchObject({
      confirmed: 0,
      refused: [{ code: 'unknownItem' }, {}],
    })
    expect(await numberAdded(bench, receipt.case)).toHaveLength(2)
  })

  test('the paper of a draft that has been registered since finds its case by the label', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const answer = await register(bench, open.id)
    if (!answer.ok) throw new Error('not registered')
    expect(await pile(bench, jpg(await sheetWith(open.label)))).toMatchObject([
      { state: 'proposed', for: { number: answer.receipt.number } },
    ])
  })

  test('a batch of pages of different people is taken apart: no case holds a stranger’s sheet', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const receipt = await registered(bench)
    const batch = pdf([await sheetWith(open.label), blank, await sheetWith(receipt.number, 'qrcode')])
    const items = await pile(bench, batch)
    expect(items.map(({ state, sheet: page, pages, kind }) => [state, page, pages, kind])).toEqual([
      ['filed', 1, 1, 'pdf'],
      ['undecided', 2, 1, 'pdf'],
      ['proposed', 3, 1, 'pdf'],
    ])
    const [own] = await list(bench, { draft: open.id })
    expect(own?.bytes).toBeLessThan(batch.length)
    await bench.call('tray.confirm', { items: [items[2]?.id] })
    const [his] = await list(bench, { case: receipt.case })
    expect(his?.sha256).not.toBe(own?.sha256)
  })

  test('pages that all bear one code stay one file', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const both = pdf([await sheetWith(open.label), await sheetWith(open.label, 'qrcode')])
    expect(await pile(bench, both)).toMatchObject([{ state: 'filed', pages: 2, sheet: null }])
    expect(await list(bench, { draft: open.id })).toMatchObject([{ bytes: both.length, pages: 2 }])
  })

  test('the same sheet twice is one file of its case, and is not proposed again', async () => {
    const bench = await atCounter()
    const receipt = await registered(bench)
    const bytes = jpg(await sheetWith(receipt.number))
    const [first] = await pile(bench, bytes)
    await bench.call('tray.confirm', { items: [first?.id] })
    expect(await pile(bench, bytes)).toEqual([])
    expect(await list(bench, { case: receipt.case })).toHaveLength(1)
  })

  test('what cannot be opened, and a video, wait for a person with the reason', async () => {
    const bench = await atCounter()
    await attach(bench, tray, jpg(blank))
    const errand = (await bench.call('reading.next', {})) as { sha256: string }
    await bench.call('reading.examined', { sha256: errand.sha256, found: { ok: false, why: 'tooLong' } })
    await attach(bench, tray, mp4())
    expect(await trayOf(bench)).toMatchObject([
      { state: 'undecided', why: 'tooLong' },
      { state: 'undecided', why: 'noCode', kind: 'mp4' },
    ])
  })
})

describe('a person decides', () => {
  test('a paper of the tray is laid with a draft as a row, with a registered case as an event', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const receipt = await registered(bench)
    const [one, two] = await pile(bench, jpg(blank), jpg(sheet((context) => context.fillRect(5, 5, 5, 5))))
    const assign = (item: string | undefined, to: object) => bench.call('tray.assign', { item, to, paper: 'proof' })
    expect(await assign(one?.id, { draft: open.id })).toMatchObject({ ok: true, attachment: { paper: 'proof' } })
    expect(await assign(one?.id, { draft: open.id })).toMatchObject({ refusal: { code: 'unknownItem' } })
    expect(await assign(two?.id, { case: clerk.person })).toMatchObject({ refusal: { code: 'unknownCase' } })
    expect(await assign(two?.id, { case: receipt.case })).toMatchObject({ ok: true })
    expect(await numberAdded(bench, receipt.case)).toHaveLength(1)
    expect(await trayOf(bench)).toEqual([])
  })

  test('dismissing asks for a reason and keeps it for the days of the rule', async () => {
    const bench = await atCounter()
    const [item] = await pile(bench, jpg(blank))
    expect(await bench.call('tray.dismiss', { item: item?.id, reason: 'blank' })).toEqual({ ok: true })
    expect(await trayOf(bench)).toEqual([])
    const log = (of: Bench) => rows(of, 'SELECT settled, settled_by FROM tray')
    expect(log(bench)).toEqual([{ settled: 'blank', settled_by: clerk.person }])
    bench.now.ms += 31 * 86_400_000
    expect(log(await reopen(bench))).toEqual([])
  })

  test('without anybody signed in nothing is laid, confirmed or thrown away', async () => {
    const bench = await atCounter()
    const receipt = await registered(bench)
    const [item] = await pile(bench, jpg(await sheetWith(receipt.number)))
    await bench.call('session.lock', {})
    const refused = { ok: false, refusal: { code: 'notSignedIn' } }
    expect(await bench.call('tray.confirm', { items: [item?.id] })).toEqual(refused)
    expect(await bench.call('tray.dismiss', { item: item?.id, reason: 'blank' })).toEqual(refused)
    const to = { case: receipt.case }
    expect(await bench.call('tray.assign', { item: item?.id, to, paper: null })).toEqual(refused)
    await signIn(bench)
    expect(await trayOf(bench)).toHaveLength(1)
  })
})

describe('a sheet that came by its code, and the draft', () => {
  test('a registration takes along only what a person has had before him; the rest is proposed for the case', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const seen = await attached(bench, { draft: open.id }, jpg(blank))
    await list(bench, { draft: open.id })
    await pile(bench, jpg(await sheetWith(open.label)))
    const answer = await register(bench, open.id)
    if (!answer.ok) throw new Error('not registered')
    const to = { case: answer.receipt.case }
    expect((await list(bench, to)).map(({ id }) => id)).toEqual([seen.id])
    expect(await trayOf(bench)).toMatchObject([{ state: 'proposed', for: { number: answer.receipt.number } }])
  })

  test('once the form has shown it, it is registered with the rest', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    await pile(bench, jpg(await sheetWith(open.label)))
    await list(bench, { draft: open.id })
    const answer = await register(bench, open.id)
    if (!answer.ok) throw new Error('not registered')
    expect(await list(bench, { case: answer.receipt.case })).toMatchObject([{ paper: 'signed_application' }])
    expect(await trayOf(bench)).toEqual([])
  })

  test('confirming clears it from the tray, taking it out puts it back, and so does the end of a draft nobody looked at', async () => {
    const bench = await atCounter()
    const open = await draft(bench)
    const [item] = await pile(bench, jpg(await sheetWith(open.label)))
    await bench.call('tray.confirm', { items: [item?.id] })
    expect(await trayOf(bench)).toEqual([])
    expect(await list(bench, { draft: open.id })).toHaveLength(1)

    const other = await draft(bench)
    await pile(bench, jpg(await sheetWith(other.label)))
    const [there] = await list(bench, { draft: other.id })
    await bench.call('attachments.remove', { id: there?.id })
    expect(await trayOf(bench)).toMatchObject([{ state: 'undecided', for: null }])

    const third = await draft(bench)
    await pile(bench, jpg(await sheetWith(third.label)))
    await bench.call('drafts.discard', { id: third.id, reason: 'mistake' })
    expect((await trayOf(bench)).map(({ state }) => state)).toEqual(['undecided', 'undecided'])
  })
})
