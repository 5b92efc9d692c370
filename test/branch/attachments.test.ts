/** Files of drafts and cases: each comes whole or not at all, lies under its hash, and stays as it came. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writeAll } from '../../electron/branch/attachments/incoming.ts'
import type { Attached, CaseDetail } from '../../electron/contract.ts'
import { heavyJpg, mp4 } from '../support/papers.ts'
import { atCounter, attach, attached, filesIn, found, keptPath, list, otherPhoto, photo } from './attach.ts'
import { draft, register, registered, reopen, rows, signIn } from './bench.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const MB = 1024 * 1024

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
  await expect(bench.call('reading.shown', { sha256: sha256(photo) })).rejects.toThrow('nobody is signed in')
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
