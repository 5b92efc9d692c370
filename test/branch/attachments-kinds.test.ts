/** Which files are taken in and which are not: by what they hold, never by what they are called. */
import { describe, expect, test } from 'vitest'
import { heavyJpg, heic, mp4, pdf, png, sheet } from '../support/papers.ts'
import { atCounter, attach, attached, filesIn, list, photo } from './attach.ts'
import { rows } from './bench.ts'

const MB = 1024 * 1024

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
  const program = Buffer.concat([Buffer.from('MZ', 'latin1'), Buffer.alloc(400)])
  const strangeVideo = Buffer.concat([Buffer.from('FLV\u0001', 'latin1'), Buffer.alloc(400)])
  test.each([
    ['a kind that is not kept', gif, { code: 'kindUnknown' }, 'moving.gif'],
    ['a program', program, { code: 'kindUnknown' }, 'virus.exe'],
    ['a text that is named a photo', Buffer.from('Сәлем, photo емес'), { code: 'holdsText' }],
    ['a video of a strange kind that is named a photo', strangeVideo, { code: 'holdsVideo' }],
    ['a picture of a strange kind that is named a photo', gif, { code: 'holdsPicture' }],
    ['a letter that is named a PDF', Buffer.from('PK\u0003\u0004 and more'), { code: 'holdsArchive' }, 'letter.PDF'],
    ['nobody knows what, named a photo', program, { code: 'notAsNamed' }],
    ['nobody knows what, named a PDF', program, { code: 'pdfClosed' }, 'bad.pdf'],
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
  ] as [string, Buffer, object, string?][])('%s', async (_what, bytes, refusal, name) => {
    const { bench, to } = await atCounter()
    expect(await attach(bench, to, bytes, name === undefined ? {} : { name })).toEqual({ ok: false, refusal })
    expect(filesIn(bench.workspace)).toEqual({ kept: [], incoming: [] })
    expect(await list(bench, to)).toEqual([])
    expect(rows(bench, 'SELECT 1 FROM file')).toEqual([])
  })
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
