/** Files as customers and scanners bring them, made here: nobody's papers, and every one different. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Canvas } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'
import { jpg, sheet } from '../support/papers.ts'

/** A paper with these words on it, its upper left corner marked. */
export function written(words: string): Canvas {
  return sheet(
    (pen, { width }) => {
      pen.fillStyle = '#b3261e'
      pen.fillRect(0, 0, width / 6, width / 6)
      pen.fillStyle = '#12212a'
      pen.font = `${Math.round(width / 14)}px sans-serif`
      words.split('\n').forEach((line, i) => {
        pen.fillText(line, width / 12, width / 3 + i * (width / 9))
      })
    },
    { width: 900, height: 1200 },
  )
}

export const photo = (words: string): Buffer => jpg(written(words))

export type Brought = { name: string; bytes: Buffer; type?: string }

/** Files on the customer's stick: their paths. */
export function onDisk(files: readonly Brought[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'okno-brought-'))
  return files.map(({ name, bytes }) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  })
}

const packed = (files: readonly Brought[]) =>
  files.map(({ name, bytes, type = '' }) => ({ name, type, base64: bytes.toString('base64') }))

/** What the page gets from a hand or a clipboard that holds files. */
const transferOf = (page: Page, files: readonly Brought[]) =>
  page.evaluateHandle((all) => {
    const made = new DataTransfer()
    for (const { name, type, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      made.items.add(new File([bytes], name, { type }))
    }
    return made
  }, packed(files))

/** Drops files where the mouse would let them go. */
export async function drop(page: Page, where: string, files: readonly Brought[]): Promise<void> {
  const dataTransfer = await transferOf(page, files)
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.locator(where).first().dispatchEvent(event, { dataTransfer })
}

/** Pastes a picture where the focus is, as Ctrl V does with one on the clipboard. */
export async function paste(page: Page, picture: Buffer): Promise<void> {
  const transfer = await transferOf(page, [{ name: 'image.png', bytes: picture, type: 'image/png' }])
  await page.evaluate(
    (clipboardData) =>
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      ),
    transfer,
  )
}
