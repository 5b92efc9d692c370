import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHUNK_BYTES, pageAddress, videoAddress } from '../../electron/contract.ts'
import { type Counter, openCounter, takeIn } from '../main/counter.ts'
import { heavyJpg, heic, mp4, pdf, sheet, sheetWith } from '../support/papers.ts'
import { testScanner } from '../support/scanner.ts'

/** Attaches a file the way the page does: from its own side of the bridge, piece by piece. */
function attach(
  { window: page }: Counter,
  to: object,
  bytes: Buffer,
  name: string,
): Promise<{ ok: boolean; attachment: { sha256: string } }> {
  return page.evaluate(
    async ([to, text, name, step]) => {
      const bytes = Uint8Array.from(atob(text as string), (sign) => sign.charCodeAt(0))
      const begun = (await window.okno.call('attachments.begin', { to, name, bytes: bytes.length, paper: null })) as {
        upload: string
      }
      const { upload } = begun
      for (let at = 0; at < bytes.length; at += step as number)
        await window.okno.call('attachments.append', { upload, at, chunk: bytes.slice(at, at + (step as number)) })
      return window.okno.call('attachments.finish', { upload })
    },
    [to, bytes.toString('base64'), name, CHUNK_BYTES] as const,
  ) as Promise<never>
}

/** Size of the picture at an address as the page sees it, or null. */
const shown = ({ window: page }: Counter, address: string) =>
  page.evaluate(
    (src) =>
      new Promise<[number, number] | null>((resolve) => {
        const image = new Image()
        image.onload = () => resolve([image.naturalWidth, image.naturalHeight])
        image.onerror = () => resolve(null)
        image.src = src
      }),
    address,
  )

let counter: Counter
const scanner = testScanner()
const folder = mkdtempSync(join(tmpdir(), 'okno-pile-'))
beforeAll(async () => {
  counter = await openCounter({ env: { SANE_CONFIG_DIR: scanner.folder } })
})
afterAll(async () => {
  await counter?.close()
  scanner.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('R-018 R-024 photos, PDFs and videos reach the disk whole and are shown by address, to a signed-in person only; a reader that dies is no loss', async () => {
  const { receipt } = await takeIn(counter)
  const to = { case: receipt.case }
  const big = heavyJpg(10 * 1024 * 1024)
  const photo = await attach(counter, to, big, 'IMG_1.jpg')
  expect(photo.ok).toBe(true)
  const { sha256 } = photo.attachment
  const kept = join(counter.workspace, 'attachments', sha256.slice(0, 2), sha256)
  expect(readFileSync(kept).equals(big)).toBe(true)
  expect(await shown(counter, pageAddress(sha256, 1))).toEqual([1414, 2000])
  expect(await shown(counter, pageAddress(sha256, 1, 'small'))).toEqual([226, 320])
  expect(await shown(counter, pageAddress(sha256, 2))).toBeNull()

  const phone = await attach(counter, to, heic(), 'IMG_2.heic')
  expect(await shown(counter, pageAddress(phone.attachment.sha256, 1))).toEqual([640, 480])
  const scan = await attach(counter, to, pdf([sheet(() => {}), await sheetWith(receipt.number)]), 'scan.pdf')
  expect(await shown(counter, pageAddress(scan.attachment.sha256, 2, 'small'))).toEqual([226, 320])
  const state = async (hash: string) =>
    (await counter.ask('attachments', 'list', to)).find((one) => one.sha256 === hash)?.state
  await expect.poll(() => state(scan.attachment.sha256), { timeout: 20_000 }).toBe('ready')

  const reader = () => counter.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Okno reader'))
  const first = await reader()
  // What its keeper ends it by: its size is known here.
  expect(first?.memory.workingSetSize).toBeGreaterThan(20_000)
  process.kill(first?.pid ?? Number.NaN, 'SIGKILL')
  await expect.poll(async () => (await reader())?.pid).not.toBe(first?.pid)
  expect(await shown(counter, pageAddress(scan.attachment.sha256, 1))).toEqual([1413, 2000])
  expect((await reader())?.pid).not.toBe(first?.pid)

  const video = await attach(counter, to, mp4(100_000), 'damage.mp4')
  const asked = await counter.app.evaluate(async ({ session }, address) => {
    const part = await session.defaultSession.fetch(address, { headers: { range: 'bytes=10-19' } })
    return [part.status, part.headers.get('content-range'), (await part.arrayBuffer()).byteLength] as const
  }, videoAddress(video.attachment.sha256))
  expect(asked[0]).toBe(206)
  expect(asked[1]).toMatch(/^bytes 10-19\/100\d\d\d$/)
  expect(asked[2]).toBe(10)

  await counter.ask('session', 'lock', {})
  expect(await shown(counter, pageAddress(phone.attachment.sha256, 1))).toBeNull()
  expect(await shown(counter, pageAddress('0'.repeat(64), 1))).toBeNull()
})

test('a pile from the watched folder and the scanner files itself: each sheet with a code finds its draft or case', async () => {
  const { receipt } = await takeIn(counter)
  const opened = await counter.ask('drafts', 'open', { type: 'ACC-DEREG' })
  if (!opened.ok) throw new Error('no draft')
  await counter.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, folder)
  expect(await counter.ask('watched', 'choose', {})).toMatchObject({
    ok: true,
    watched: { folder, state: 'watching' },
  })

  const sheets = [
    await sheetWith(opened.draft.label, 'code128', { degrees: 180 }),
    await sheetWith(receipt.qr, 'qrcode'),
  ]
  await writeFile(join(folder, 'pile.pdf'), pdf([...sheets, sheet((context) => context.fillRect(90, 90, 500, 9))]))
  const states = async () => (await counter.ask('tray', 'list', {})).map(({ state, sheet: n }) => `${n} ${state}`)
  await expect.poll(states, { timeout: 40_000 }).toEqual(['1 filed', '2 proposed', '3 undecided'])
  expect(await counter.ask('attachments', 'list', { draft: opened.draft.id })).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['taken'])

  expect(await counter.ask('scanning', 'devices', {})).toMatchObject({ ok: true, devices: [{ device: 'test:0' }] })
  const to = { draft: opened.draft.id }
  expect(await counter.ask('scanning', 'start', { to, device: 'test:0', batch: false, paper: null })).toMatchObject({
    ok: true,
  })
  const taken = async () => (await counter.ask('scanning', 'state', {}))?.taken
  await expect.poll(taken, { timeout: 20_000 }).toBe(1)
  expect(await counter.ask('attachments', 'list', to)).toHaveLength(2)
})
