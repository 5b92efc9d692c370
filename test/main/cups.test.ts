import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import { afterEach, expect, test } from 'vitest'
import { cups } from '../../electron/main/printing/cups.ts'

const { PATH } = process.env
const folder = mkdtempSync(join(tmpdir(), 'okno-lp-'))
afterEach(() => {
  process.env.PATH = PATH
  rmSync(folder, { recursive: true, force: true })
})

test('a printing system that takes the paper and does not answer leaves it uncertain, never "not printed"', async () => {
  // The equipment's fault: `lp` has handed everything over and hangs.
  writeFileSync(join(folder, 'lp'), '#!/bin/sh\ncat >/dev/null\nexec sleep 20\n')
  chmodSync(join(folder, 'lp'), 0o755)
  process.env.PATH = `${folder}:${PATH}`
  const paper = { pdf: new Uint8Array([1]), contents: {} as WebContents, widthMm: 80, heightMm: 200, title: 't' }
  expect(await cups.print('PDF', paper)).toMatchObject({ end: 'uncertain' })
})
