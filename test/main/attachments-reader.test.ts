import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { afterAll, describe, expect, test } from 'vitest'
import { runErrands } from '../../electron/main/attachments/errands.ts'
import { keepReader, type Read, type Reader } from '../../electron/main/reader.ts'
import { bombPdf, heic, jpg, pdf, png, sheet, sheetWith, vastPdf, vastPng } from '../support/papers.ts'
import { nodeReader } from '../support/reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'okno-reader-'))
const reader = nodeReader()
afterAll(() => {
  reader.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Kind = 'jpg' | 'png' | 'heic' | 'pdf'
let files = 0
function file(bytes: Uint8Array): string {
  const path = join(folder, String(++files))
  writeFileSync(path, bytes)
  return path
}
/** Thoroughly only where that is the matter: a page without a code then costs two seconds. */
const examine = (kind: Kind, bytes: Uint8Array, { of = reader, thorough = false } = {}) =>
  of.read({ do: 'examine', path: file(bytes), kind, thorough })
const picture = (kind: Kind, bytes: Uint8Array, { page = 1, box = 320 } = {}) =>
  reader.read({ do: 'picture', path: file(bytes), kind, page, box })
const drawn = async (read: Read) => {
  if (!read.ok || !('bytes' in read)) throw new Error(JSON.stringify(read))
  return loadImage(Buffer.from(read.bytes))
}

const label = 'D-0712A-7K4M'
const photo = sheet((context) => context.fillRect(40, 40, 200, 100), { width: 800, height: 600 })

describe('R-024 each format accepted', () => {
  test('jpg, png and heic have one page; a PDF as many as it has; each page becomes a picture', async () => {
    expect(await examine('jpg', jpg(photo))).toEqual({ ok: true, pages: [[]] })
    expect(await examine('png', png(photo), { thorough: true })).toEqual({ ok: true, pages: [[]] })
    expect(await examine('heic', heic())).toEqual({ ok: true, pages: [[label]] })
    expect(await examine('pdf', pdf([photo, photo]))).toEqual({ ok: true, pages: [[], []] })
    for (const [kind, bytes] of [
      ['jpg', jpg(photo)],
      ['png', png(photo)],
      ['heic', heic()],
    ] as const) {
      const { width, height } = await drawn(await picture(kind, bytes))
      expect([width, height]).toEqual([320, 240])
    }
    const { width, height } = await drawn(await picture('pdf', pdf([photo, photo]), { page: 2, box: 842 }))
    expect([width, height]).toEqual([595, 842])
  })

  test('a small picture is not blown up, and a photograph stands upright as the camera noted', async () => {
    const small = sheet(() => {}, { width: 100, height: 50 })
    expect(await drawn(await picture('png', png(small)))).toMatchObject({ width: 100, height: 50 })
    const { width, height } = await drawn(await picture('jpg', turnedByNote(jpg(small))))
    expect([width, height]).toEqual([50, 100])
  })
})

/** EXIF orientation 6: turn a quarter clockwise to see it upright. */
function turnedByNote(plain: Buffer): Buffer {
  const tiff = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)])
}

describe('codes are read however the sheet lay', () => {
  test.each([
    ['Code 128 upright', 'code128', {}],
    ['Code 128 upside down', 'code128', { degrees: 180 }],
    ['Code 128 lying on its side', 'code128', { degrees: 90, x: 0.5, y: 0.8 }],
    ['Code 128 seven degrees askew', 'code128', { degrees: 7, x: 0.5, y: 0.8 }],
    ['Code 128 twenty-two degrees askew', 'code128', { degrees: 22, x: 0.5, y: 0.8 }],
    ['Code 128 thirty degrees askew', 'code128', { degrees: 30, x: 0.5, y: 0.8 }],
    ['Code 128 and little toner', 'code128', { ink: 0.07 }],
    ['Code 128 askew and little toner', 'code128', { ink: 0.1, degrees: 112, x: 0.5, y: 0.8 }],
    ['QR upright', 'qrcode', {}],
    ['QR at forty-one degrees', 'qrcode', { degrees: 41 }],
    ['QR and little toner', 'qrcode', { ink: 0.07 }],
    ['DataMatrix upright', 'datamatrix', {}],
    ['DataMatrix at two hundred degrees', 'datamatrix', { degrees: 200 }],
    ['DataMatrix and little toner', 'datamatrix', { ink: 0.08 }],
  ] as const)('%s', async (_what, kind, way) => {
    const askew = png(await sheetWith(label, kind, way))
    expect(await examine('png', askew, { thorough: true })).toEqual({ ok: true, pages: [[label]] })
  })

  test('in the PDFs of copiers, whichever way the sheet lay', async () => {
    const sheets = await Promise.all([0, 90, 180, 270, 4].map((degrees) => sheetWith(label, 'code128', { degrees })))
    expect(await examine('pdf', pdf(sheets))).toEqual({ ok: true, pages: sheets.map(() => [label]) })
  })

  test('each page of a PDF has its own; a page without one says nothing', async () => {
    const scan = pdf([await sheetWith(label), photo, await sheetWith('D-0712A-0000', 'qrcode')])
    expect(await examine('pdf', scan)).toEqual({ ok: true, pages: [[label], [], ['D-0712A-0000']] })
  })
})

test('a page is taken out of a PDF as a PDF of its own, with its code and without the others', async () => {
  const scan = pdf([await sheetWith(label), await sheetWith('D-0712A-0000')])
  const cut = await reader.read({ do: 'cut', path: file(scan), page: 2 })
  if (!cut.ok || !('bytes' in cut)) throw new Error(JSON.stringify(cut))
  expect(await examine('pdf', cut.bytes)).toEqual({ ok: true, pages: [['D-0712A-0000']] })
  expect(cut.bytes.length).toBeLessThan(scan.length)
})

describe('what a file is not fit for is an answer, and the next file is read', () => {
  const torn = { ok: false, why: 'torn' }
  test('torn files, and files that are something else', async () => {
    expect(await examine('jpg', jpg(photo).subarray(0, 200))).toEqual(torn)
    expect(await examine('pdf', pdf([photo]).subarray(0, 300))).toEqual(torn)
    expect(await examine('heic', heic().subarray(0, 400))).toEqual(torn)
    expect(await examine('png', jpg(photo))).toEqual(torn)
    expect(await picture('pdf', pdf([photo]), { page: 9 })).toEqual(torn)
    expect(await reader.read({ do: 'examine', path: join(folder, 'nowhere'), kind: 'pdf', thorough: true })).toEqual(
      torn,
    )
  })

  test('more points than are opened are refused by the header alone', async () => {
    expect(await examine('png', vastPng(60_000))).toEqual({ ok: false, why: 'tooManyPixels' })
  })

  test('a page that says it is as large as a town is drawn within its box', async () => {
    expect(await drawn(await picture('pdf', vastPdf(14_400)))).toMatchObject({ width: 320, height: 320 })
  })

  test('a bomb in a PDF ends the reader and nothing else: memory', async () => {
    const small = nodeReader({ memoryBytes: 500_000_000, jobMs: 60_000 })
    const bomb = bombPdf(1_500)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await examine('pdf', bomb, { of: small })).toEqual({ ok: false, why: 'tooMuchMemory' })
    expect(await examine('png', png(photo), { of: small })).toEqual({ ok: true, pages: [[]] })
    small.stop()
  }, 60_000)

  test('a file that never comes to its end ends the reader and nothing else: time', async () => {
    const hasty = nodeReader({ jobMs: 5_000 })
    expect(await examine('png', png(photo), { of: hasty })).toEqual({ ok: true, pages: [[]] })
    const endless = join(folder, 'endless')
    execFileSync('mkfifo', [endless])
    const read = await hasty.read({ do: 'examine', path: endless, kind: 'pdf', thorough: false })
    expect(read).toEqual({ ok: false, why: 'tooLong' })
    expect(await examine('png', png(photo), { of: hasty })).toEqual({ ok: true, pages: [[]] })
    hasty.stop()
  }, 60_000)
})

test('a reader that went away is no fault of the file: only what a fresh one fails of too is recorded', async () => {
  const ask = (whys: Exclude<Read, { ok: true }>['why'][]) => {
    const told: unknown[] = []
    let asked = 0
    const errand = { do: 'examine' as const, sha256: 'a', path: '/a', kind: 'png' as const, thorough: false }
    const reading = {
      next: async () => (told.length ? null : errand),
      examined: async ({ found }: { found: unknown }) => told.push(found) > 0,
    }
    const once: Reader = {
      async read() {
        const why = whys[asked++]
        return why ? { ok: false, why } : { ok: true, pages: [[]] }
      },
      stop() {},
    }
    runErrands({ reading } as unknown as Parameters<typeof runErrands>[0], once).look()
    return { told, asked: () => asked }
  }
  const lucky = ask(['ended'])
  const bad = ask(['tooLong', 'tooMuchMemory'])
  const torn = ask(['torn'])
  await expect.poll(() => lucky.told).toEqual([{ ok: true, pages: [[]] }])
  await expect.poll(() => bad.told).toEqual([{ ok: false, why: 'tooMuchMemory' }])
  await expect.poll(() => torn.told).toEqual([{ ok: false, why: 'torn' }])
  expect([lucky.asked(), bad.asked(), torn.asked()]).toEqual([2, 2, 1])
})

test('a reader that goes away in the middle of a file is told apart from a torn file', async () => {
  let end = () => {}
  const leaving = keepReader(() => ({
    postMessage: () => queueMicrotask(() => end()),
    onMessage() {},
    onExit(listener) {
      end = listener
    },
    kill() {},
    memory: () => 0,
  }))
  expect(await examine('png', png(photo), { of: leaving })).toEqual({ ok: false, why: 'ended' })
  leaving.stop()
})

test('who waits when the program ends is answered', async () => {
  const ending = nodeReader()
  const waiting = [1, 2].map(() => examine('png', png(photo), { of: ending }))
  ending.stop()
  expect((await Promise.all(waiting)).every(({ ok }) => !ok)).toBe(true)
})
