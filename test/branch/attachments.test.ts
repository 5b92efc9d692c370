import { createHash } from 'node:crypto'
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writeAll } from '../../electron/branch/attachments/incoming.ts'
import type { Attached, CaseDetail, Receipt } from '../../electron/contract.ts'
import { heavyJpg, heic, jpg, mp4, pdf, png, sheet } from '../support/papers.ts'
import { attach, attached, filesIn, found, keptPath, list } from './attach.ts'
import { draft, openBench, register, registered, reopen, rows, signIn } from './bench.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const photo = jpg(sheet((context) => context.fillRect(10, 10, 50, 50), { width: 200, height: 100 }))
const otherPhoto = jpg(sheet((context) => context.fillRect(90, 10, 50, 50), { width: 200, height: 100 }))
const MB = 1024 * 1024

async function atCounter(wishes = {}) {
  const bench = await openBench(wishes)
  await signIn(bench)
  const opened = await draft(bench)
  return { bench, opened, to: { draft: opened.id } }
}

test('R-018 a photo of 10 MB is attached offline: it lies under its hash, byte for byte, before the draft names it', async () => {
  const { bench, to } = await atCounter()
  const bytes = heavyJpg(10 * MB)
  const taken = await attached(bench, to, bytes, { name: 'IMG_0042.JPG', paper: 'damage_photos' })
  expect(taken).toMatchObject({
    sha256: sha256(bytes),
    name: 'IMG_0042.JPG',
    kind: 'jpg',
    bytes: 10 * MB,
    paper: 'damage_photos',
    state: 'reading',
    notes: [],
  })
  expect(readFileSync(keptPath(bench.workspace, taken.sha256)).equals(bytes)).toBe(true)
  expect(filesIn(bench.workspace)).toEqual({ kept: [taken.sha256], incoming: [] })
  expect(await list(bench, to)).toEqual([taken])
})

test('a paper counts as handed in when a file shows it: at the registration, and for a file that comes later', async () => {
  const { bench, opened, to } = await atCounter()
  const lacks = async (id: string) => {
    const detail = (await bench.call('cases.detail', { id })) as CaseDetail
    const receipt = (await bench.call('cases.receipt', { id })) as { missing: string[] }
    expect(receipt.missing).toEqual(detail.missing)
    return detail.missing.filter((key) => key === 'signed_application')
  }
  await attached(bench, to, photo, { paper: 'signed_application' })
  const first = (await register(bench, opened.id)) as { receipt: { case: string } }
  expect(await lacks(first.receipt.case)).toEqual([])

  const second = await registered(bench)
  expect(await lacks(second.case)).toEqual(['signed_application'])
  await attached(bench, { case: second.case }, otherPhoto)
  expect(await lacks(second.case)).toEqual(['signed_application'])
  await attached(bench, { case: second.case }, photo, { paper: 'signed_application' })
  expect(await lacks(second.case)).toEqual([])
})

test('the receipt tells files that came later apart from those of the registration: when, who took them, no names of files', async () => {
  const { bench, opened, to } = await atCounter()
  await attached(bench, to, photo, { paper: 'signed_application' })
  const { receipt } = (await register(bench, opened.id)) as { receipt: Receipt }
  expect(receipt).toMatchObject({ files: [{ key: 'signed_application', count: 1 }] })
  expect(receipt.added).toBeUndefined()
  await attached(bench, { case: receipt.case }, otherPhoto, { name: 'Паспорт Қасымова.jpg', paper: 'poa_copy' })
  await attached(bench, { case: receipt.case }, pdf([sheet(() => {})]))
  const later = (await bench.call('cases.receipt', { id: receipt.case })) as Receipt
  expect(later.files).toEqual(receipt.files)
  expect(later.added?.flatMap(({ files }) => files)).toEqual(
    expect.arrayContaining([
      { key: 'poa_copy', count: 1 },
      { key: null, count: 1 },
    ]),
  )
  expect(new Set(later.added?.map(({ by }) => by))).toEqual(new Set([receipt.acceptedBy.signature]))
  expect(JSON.stringify(later)).not.toContain('Паспорт')
})

test('files added less than a minute after one another were brought at once, whatever minute the clock shows', async () => {
  const { bench } = await atCounter()
  const { case: id } = await registered(bench)
  const addedAt = async (time: string, bytes: Uint8Array) => {
    bench.now.ms = Date.parse(`2026-11-23T${time}Z`)
    await attached(bench, { case: id }, bytes)
  }
  const visits = async () => {
    const { added = [] } = (await bench.call('cases.receipt', { id })) as Receipt
    return added.map(({ at, files }) => [at.slice(11, 19), files[0]?.count])
  }
  await addedAt('06:00:59', photo)
  await addedAt('06:01:01', otherPhoto)
  expect(await visits()).toEqual([['06:00:59', 2]])
  // Counted from the last file, not from the first.
  await addedAt('06:02:00', mp4())
  expect(await visits()).toEqual([['06:00:59', 3]])
  await addedAt('06:03:00', heic())
  expect(await visits()).toEqual([
    ['06:00:59', 3],
    ['06:03:00', 1],
  ])
})

test.each([
  ['jpg', photo, 'a.jpg'],
  ['png', png(sheet(() => {}, { width: 20, height: 20 })), 'a.png'],
  ['heic', heic(), 'a.HEIC'],
  ['pdf', pdf([sheet(() => {}, { width: 20, height: 20 })]), 'a.pdf'],
  ['mp4', mp4(), 'a.mp4'],
] as const)('R-024 %s is accepted', async (kind, bytes, name) => {
  const { bench, to } = await atCounter()
  expect(await attached(bench, to, bytes, { name })).toMatchObject({ kind, notes: [] })
})

describe('R-024 refused formats give a plain reason, and nothing of them stays', () => {
  const gif = Buffer.concat([Buffer.from('GIF89a', 'latin1'), Buffer.alloc(40)])
  test.each([
    ['a kind that is not kept', gif, { code: 'kindUnknown' }],
    ['a program', Buffer.concat([Buffer.from('MZ', 'latin1'), Buffer.alloc(400)]), { code: 'kindUnknown' }],
    ['nothing at all', Buffer.alloc(0), { code: 'empty' }],
    ['a photo that breaks off', photo.subarray(0, photo.length - 40), { code: 'torn' }],
    ['a PDF that breaks off', pdf([sheet(() => {})]).subarray(0, 900), { code: 'torn' }],
    ['a PNG that breaks off', png(sheet(() => {})).subarray(0, 60), { code: 'torn' }],
    ['a video that breaks off', mp4(5000).subarray(0, 2000), { code: 'torn' }],
    ['a HEIC that breaks off', heic().subarray(0, 1200), { code: 'torn' }],
    [
      'a photo spoiled after its first bytes',
      Buffer.concat([photo.subarray(0, 2), Buffer.alloc(400, 7)]),
      { code: 'torn' },
    ],
    ['20 MB of photo', heavyJpg(20 * MB), { code: 'tooBig', limit: 15 * MB }],
    ['millions of empty segments', Buffer.concat([photo.subarray(0, 2), Buffer.alloc(MB, 0xff)]), { code: 'torn' }],
  ])('%s', async (_what, bytes, refusal) => {
    const { bench, to } = await atCounter()
    expect(await attach(bench, to, bytes)).toEqual({ ok: false, refusal })
    expect(filesIn(bench.workspace)).toEqual({ kept: [], incoming: [] })
    expect(await list(bench, to)).toEqual([])
    expect(rows(bench, 'SELECT 1 FROM file')).toEqual([])
  })
})

test('the receipt counts the files by the paper they show, and carries none of their names', async () => {
  const { bench, opened, to } = await atCounter()
  await attached(bench, to, photo, { name: 'Қасымова Айгүл.jpg', paper: 'signed_application' })
  await attached(bench, to, otherPhoto, { name: 'Қасымова 2.jpg' })
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  const files = [
    { key: 'signed_application', count: 1 },
    { key: null, count: 1 },
  ]
  expect(answer.receipt.files).toEqual(expect.arrayContaining(files))
  expect(answer.receipt.files).toHaveLength(2)
  expect(JSON.stringify(answer.receipt)).not.toContain('Қасымова')
  expect((await registered(bench, { last_name: 'Серік', phone: '+77011234568' })).files).toBeUndefined()
})

test('a thumbnail inside a photo that breaks off is not taken for its end', async () => {
  const { bench, to } = await atCounter()
  const thumbnail = Buffer.concat([Buffer.from([0xff, 0xe1]), Buffer.alloc(2), photo])
  thumbnail.writeUInt16BE(photo.length + 2, 2)
  const whole = Buffer.concat([photo.subarray(0, 2), thumbnail, photo.subarray(2)])
  expect(await attach(bench, to, whole.subarray(0, whole.length - 30))).toMatchObject({ refusal: { code: 'torn' } })
  expect(await attach(bench, to, whole)).toMatchObject({ ok: true })
})

test('an mp4 named .jpg is taken as the video it is, and says so; a name is for people only', async () => {
  const { bench, to } = await atCounter()
  expect(await attached(bench, to, mp4(), { name: 'damage.jpg' })).toMatchObject({ kind: 'mp4', notes: ['otherKind'] })
  const named = await attached(bench, to, photo, { name: '../../etc/\u202egpj.exe\u0000 фото.jpeg' })
  expect(named).toMatchObject({ name: 'gpj.exe фото.jpeg', notes: [] })
})

test('limits are data: the window reads them before it begins', async () => {
  const { bench } = await atCounter()
  expect(await bench.call('attachments.limits', {})).toMatchObject({ jpg: 15 * MB, mp4: 100 * MB })
  const begin = { to: { tray: true }, name: 'x.mp4', bytes: 101 * MB, paper: null }
  expect(await bench.call('attachments.begin', begin)).toMatchObject({ refusal: { code: 'tooBig', limit: 100 * MB } })
})

describe('a file comes from its first byte to its last, or not at all', () => {
  test('a piece in the wrong place is refused, a file with less than announced is torn, one given up leaves nothing', async () => {
    const { bench, to } = await atCounter()
    const begin = async () =>
      (
        (await bench.call('attachments.begin', { to, name: 'a.jpg', bytes: photo.length, paper: null })) as {
          upload: string
        }
      ).upload
    const upload = await begin()
    const chunk = new Uint8Array(photo.subarray(0, 100))
    const append = (at: number) => bench.call('attachments.append', { upload, at, chunk })
    expect(await append(7)).toMatchObject({ refusal: { code: 'wrongPlace' } })
    expect(await append(0)).toEqual({ ok: true })
    expect(await append(0)).toMatchObject({ refusal: { code: 'wrongPlace' } })
    expect(await bench.call('attachments.finish', { upload })).toEqual({ ok: false, refusal: { code: 'torn' } })
    expect(await bench.call('attachments.finish', { upload })).toMatchObject({ refusal: { code: 'unknownUpload' } })
    const second = await begin()
    expect(await bench.call('attachments.cancel', { upload: second })).toEqual({ ok: true })
    expect(filesIn(bench.workspace)).toEqual({ kept: [], incoming: [] })
  })

  test('more than one call holds is no call', async () => {
    const { bench, to } = await atCounter()
    const { upload } = (await bench.call('attachments.begin', { to, name: 'a', bytes: 5, paper: null })) as {
      upload: string
    }
    for (const chunk of [new Uint8Array(MB + 1), new Uint8Array(0), 'text', [1, 2]])
      await expect(bench.call('attachments.append', { upload, at: 0, chunk })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
  })

  test('ten files at once keep apart', async () => {
    const { bench, to } = await atCounter()
    const many = Array.from({ length: 10 }, (_, i) => Buffer.concat([photo, Buffer.alloc(2 * MB, i)]))
    const all = await Promise.all(many.map((bytes) => attached(bench, to, bytes)))
    expect(all.map((one) => one.sha256)).toEqual(many.map(sha256))
    expect(await list(bench, to)).toHaveLength(10)
  })
})

test('the same file twice for one draft is one attachment; another draft has its own', async () => {
  const { bench, to } = await atCounter()
  const first = await attached(bench, to, photo)
  expect(await attach(bench, to, photo, { name: 'again.jpg' })).toMatchObject({ repeated: true, attachment: first })
  const second = await draft(bench)
  await attached(bench, { draft: second.id }, photo)
  expect(await list(bench, to)).toHaveLength(1)
  expect(await list(bench, { draft: second.id })).toHaveLength(1)
  expect(filesIn(bench.workspace).kept).toHaveLength(1)
})

test('turning and cropping are a way to look: the file and its hash stay as they came', async () => {
  const { bench, to } = await atCounter()
  const { id } = await attached(bench, to, photo)
  const look = { id, turn: 270, crop: { x: 0.1, y: 0.25, width: 0.5, height: 0.75 } }
  expect(await bench.call('attachments.look', look)).toEqual({ ok: true })
  const [shown] = await list(bench, to)
  expect(shown).toMatchObject({ turn: look.turn, crop: look.crop, sha256: sha256(photo) })
  expect(readFileSync(keptPath(bench.workspace, sha256(photo))).equals(photo)).toBe(true)
  for (const crop of [
    { x: 0.6, y: 0, width: 0.5, height: 1 },
    { x: 0, y: 0, width: 0, height: 1 },
  ])
    await expect(bench.call('attachments.look', { ...look, crop })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('registration takes the files along; afterwards none can be taken out, and a later one is an event by a person', async () => {
  const { bench, to, opened } = await atCounter()
  const first = await attached(bench, to, photo, { paper: 'signed_application' })
  const wrong = await attached(bench, to, otherPhoto)
  expect(await bench.call('attachments.remove', { id: wrong.id })).toEqual({ ok: true })
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  const id = answer.receipt.case
  const detail = (await bench.call('cases.detail', { id })) as CaseDetail
  const { sha256: hash, name, kind, bytes, paper } = first
  expect(detail.registered.attachments).toEqual([{ sha256: hash, name, kind, bytes, paper }])
  expect(await list(bench, { case: id })).toMatchObject([{ id: first.id, sha256: hash }])
  expect(await list(bench, to)).toEqual([])
  expect(await bench.call('attachments.remove', { id: first.id })).toMatchObject({
    refusal: { code: 'alreadyRegistered' },
  })
  expect(await bench.call('attachments.paper', { id: first.id, paper: null })).toMatchObject({
    refusal: { code: 'alreadyRegistered' },
  })
  expect(await bench.call('attachments.look', { id: first.id, turn: 90, crop: null })).toEqual({ ok: true })
  const later = await attached(bench, { case: id }, otherPhoto, { name: 'later.jpg' })
  expect(await attach(bench, { case: id }, otherPhoto)).toMatchObject({ repeated: true, attachment: later })
  const { history } = (await bench.call('cases.detail', { id })) as CaseDetail
  expect(history.filter(({ type }) => type === 'attachmentAdded')).toMatchObject([{ by: expect.stringMatching(/./) }])
  expect((await list(bench, { case: id })).map((one) => one.name)).toEqual(['photo.jpg', 'later.jpg'])
})

test('a file that is still on its way when its draft is registered joins the case, in the name of the person', async () => {
  const { bench, to, opened } = await atCounter()
  const begun = await bench.call('attachments.begin', { to, name: 'slow.jpg', bytes: photo.length, paper: 'receipt' })
  const { upload } = begun as { upload: string }
  await bench.call('attachments.append', { upload, at: 0, chunk: new Uint8Array(photo) })
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  expect(await bench.call('attachments.finish', { upload })).toMatchObject({ ok: true, repeated: false })
  // The next of the same pile had not even begun.
  await attached(bench, to, otherPhoto, { name: 'next.jpg' })
  const id = answer.receipt.case
  expect((await list(bench, { case: id })).map(({ name, state }) => [name, state])).toEqual([
    ['slow.jpg', 'reading'],
    ['next.jpg', 'reading'],
  ])
  const { history } = (await bench.call('cases.detail', { id })) as CaseDetail
  expect(history.filter(({ type }) => type === 'attachmentAdded')).toHaveLength(2)
})

test('a disk that takes a piece in parts gets all of it, and one that takes nothing more is full', async () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => i)
  const written: number[] = []
  let room = Number.POSITIVE_INFINITY
  const disk = {
    async write(from: Uint8Array, at: number, length: number) {
      const bytesWritten = Math.min(length, 7, room)
      room -= bytesWritten
      written.push(...from.subarray(at, at + bytesWritten))
      return { bytesWritten }
    },
  }
  await writeAll(disk, bytes)
  expect(written).toEqual([...bytes])
  room = 10
  await expect(writeAll(disk, bytes)).rejects.toMatchObject({ code: 'ENOSPC' })
})

test('a file that the reader only took too long for is read again after a restart; one it calls torn is not', async () => {
  const { bench, to } = await atCounter()
  const slow = await attached(bench, to, photo)
  await attach(bench, { tray: true }, otherPhoto)
  await bench.call('reading.examined', { sha256: slow.sha256, found: { ok: false, why: 'tooLong' } })
  await bench.call('reading.examined', { sha256: sha256(otherPhoto), found: { ok: false, why: 'torn' } })
  expect(await bench.call('reading.next', {})).toBeNull()
  const again = await reopen(bench)
  expect(await again.call('reading.next', {})).toMatchObject({ sha256: slow.sha256 })
  await found(again, slow.sha256, [[]])
  expect(await again.call('reading.next', {})).toBeNull()
})

test('nobody signed in, no draft, no case: nothing begins', async () => {
  const { bench, to } = await atCounter()
  const nobody = '0197a000-0000-7000-8000-00000000dead'
  expect(await attach(bench, { draft: nobody }, photo)).toMatchObject({ refusal: { code: 'unknownDraft' } })
  expect(await attach(bench, { case: nobody }, photo)).toMatchObject({ refusal: { code: 'unknownCase' } })
  await bench.call('session.lock', {})
  expect(await attach(bench, to, photo)).toMatchObject({ refusal: { code: 'notSignedIn' } })
  expect(await bench.call('reading.shown', { sha256: sha256(photo) })).toBeNull()
})

test('who locks the window in the middle of a file records nothing', async () => {
  const { bench, to } = await atCounter()
  const { upload } = (await bench.call('attachments.begin', { to, name: 'a', bytes: photo.length, paper: null })) as {
    upload: string
  }
  await bench.call('attachments.append', { upload, at: 0, chunk: new Uint8Array(photo) })
  await bench.call('session.lock', {})
  expect(await bench.call('attachments.finish', { upload })).toMatchObject({ refusal: { code: 'notSignedIn' } })
  await signIn(bench)
  expect(await list(bench, to)).toEqual([])
})

test('a full disk is told by its reason, where it happened', async () => {
  let full = false
  const faults = {
    at(point: string) {
      if (full && point === 'file-append') throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    },
  }
  const { bench, to } = await atCounter({ faults })
  full = true
  const refusal = { code: 'notRecorded', why: 'diskFull' }
  expect(await attach(bench, to, photo)).toEqual({ ok: false, refusal })
  expect(filesIn(bench.workspace)).toEqual({ kept: [], incoming: [] })
  full = false
  expect(await attach(bench, to, photo)).toMatchObject({ ok: true })
})

test('what the reader found is shown with the file; a file it could not open stays, with the reason', async () => {
  const { bench, to } = await atCounter()
  const one = await attached(bench, to, photo)
  const other = await attached(bench, to, otherPhoto)
  await found(bench, one.sha256, [['RR123456785KZ']])
  await bench.call('reading.examined', { sha256: other.sha256, found: { ok: false, why: 'tooMuchMemory' } })
  expect(await list(bench, to)).toMatchObject([
    { state: 'ready', pages: 1, notes: [] },
    { state: 'unreadable', why: 'tooMuchMemory' },
  ])
  expect(await bench.call('reading.next', {})).toBeNull()
})

test('a sheet of another paper is taken where it was put, and says so', async () => {
  const { bench, to, opened } = await atCounter()
  const other = await draft(bench)
  const strange = await attached(bench, to, photo)
  const own = await attached(bench, to, otherPhoto)
  await found(bench, strange.sha256, [[other.label]])
  await found(bench, own.sha256, [[opened.label]])
  expect((await list(bench, to)).map(({ notes }) => notes)).toEqual([['otherCase'], []])
})

describe('tidying at the start', () => {
  const DAY = 86_400_000

  test('files nobody refers to go after the days of the rule, those that an event names never', async () => {
    const { bench, to, opened } = await atCounter()
    const kept = await attached(bench, to, photo)
    const removed = await attached(bench, to, otherPhoto)
    await bench.call('attachments.remove', { id: removed.id })
    await register(bench, opened.id)
    const drafts = await attached(bench, { draft: (await draft(bench)).id }, mp4())
    // What a power cut between the file and its row leaves.
    const orphan = keptPath(bench.workspace, removed.sha256.replace(/^(..)..../, '$1ffff'))
    writeFileSync(orphan, 'x')
    for (const path of [orphan, ...[kept, removed, drafts].map((one) => keptPath(bench.workspace, one.sha256))])
      utimesSync(path, bench.now.ms / 1000, bench.now.ms / 1000)
    const soon = await reopen(bench)
    expect(filesIn(soon.workspace).kept).toHaveLength(4)
    soon.now.ms += 31 * DAY
    const later = await reopen(soon)
    expect(filesIn(later.workspace).kept).toEqual([kept.sha256, drafts.sha256].sort())
    expect(rows(later, 'SELECT sha256 FROM file')).toHaveLength(2)
  })

  test('after a restored backup the events that name a file may still be on their way: it waits for them', async () => {
    const { bench, to, opened } = await atCounter()
    const kept = await attached(bench, to, photo)
    const answer = await register(bench, opened.id)
    if (!answer.ok) throw new Error('not registered')
    // As if the database were older than the file: no row knows it, the journal does.
    bench.branch.db.exec('DELETE FROM attachment; DELETE FROM file')
    bench.now.ms += 400 * DAY
    const longAgo = (bench.now.ms - 300 * DAY) / 1000
    utimesSync(keptPath(bench.workspace, kept.sha256), longAgo, longAgo)
    const again = await reopen(bench)
    await signIn(again)
    expect(filesIn(again.workspace).kept).toEqual([kept.sha256])
    expect(await list(again, { case: answer.receipt.case })).toMatchObject([{ sha256: kept.sha256, state: 'reading' }])
  })

  test('a file that another computer has is named and marked absent', async () => {
    const { bench, to, opened } = await atCounter()
    const { sha256: hash } = await attached(bench, to, photo)
    const answer = await register(bench, opened.id)
    if (!answer.ok) throw new Error('not registered')
    bench.branch.db.exec('DELETE FROM attachment; DELETE FROM file')
    rmSync(keptPath(bench.workspace, hash))
    const shown: Attached[] = await list(bench, { case: answer.receipt.case })
    expect(shown).toMatchObject([{ sha256: hash, state: 'absent', name: 'photo.jpg' }])
  })
})

test('a draft thrown away takes its files along; a registered case without files names none', async () => {
  const { bench, to, opened } = await atCounter()
  await attached(bench, to, photo)
  bench.news.splice(0)
  await bench.call('drafts.discard', { id: opened.id, reason: 'customerLeft' })
  expect(bench.news.flat().sort()).toEqual(['attachments', 'drafts', 'tray'])
  expect(rows(bench, 'SELECT 1 FROM attachment')).toEqual([])
  const receipt = await registered(bench)
  expect(await list(bench, { case: receipt.case })).toEqual([])
  const { registered: payload } = (await bench.call('cases.detail', { id: receipt.case })) as CaseDetail
  expect(payload).not.toHaveProperty('attachments')
})
