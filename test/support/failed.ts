// A journey that fails leaves a picture of each open window in out/test-logs/failed/, named after the test.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openWindows } from './electron.ts'

const FAILED = join(import.meta.dirname, '../../out/test-logs/failed')
const LIMIT_MS = 5_000

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  mkdirSync(FAILED, { recursive: true })
  const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  for (const [i, window] of [...openWindows].entries()) {
    // A window that no longer answers has no picture; the test has failed for its own reason.
    await window.screenshot({ path: join(FAILED, `${name}-${i + 1}.png`), timeout: LIMIT_MS }).catch(() => undefined)
  }
})
