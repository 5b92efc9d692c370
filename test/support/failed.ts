// A journey that fails leaves a picture of each open window in out/test-logs/failed/, named after the test, and says with its
// error what stood there: where only words come back from, they must do.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openWindows } from './electron.ts'

const FAILED = join(import.meta.dirname, '../../out/test-logs/failed')
const LIMIT_MS = 5_000
/** Of what the windows said, all together, from the end of each: the ledge stands there. The error itself must be in sight too. */
const WORDS = 600

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  mkdirSync(FAILED, { recursive: true })
  const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  const windows = [...openWindows]
  const said: string[] = []
  for (const [i, window] of windows.entries()) {
    // A window that no longer answers has no picture; the test has failed for its own reason.
    await window.screenshot({ path: join(FAILED, `${name}-${i + 1}.png`), timeout: LIMIT_MS }).catch(() => undefined)
    const words = await window
      .locator('body')
      .textContent({ timeout: LIMIT_MS })
      .catch(() => null)
    const end = words?.slice(-Math.floor(WORDS / windows.length))
    said.push(end ? `Window ${i + 1} said: … ${end}` : `Window ${i + 1} said nothing`)
  }
  const error = task.result.errors?.[0]
  if (error) error.stack = [...said, error.stack ?? error.message].join('\n')
})
