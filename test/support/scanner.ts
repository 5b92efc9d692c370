/**
 * A scanner without a device: SANE's own `test` backend, which draws its pictures itself and whose feeder is empty after
 * ten sheets. Its configuration lies in a folder of ours, so the computer's own scanners are never touched.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, scanimage } from '../../electron/main/scanning/scanimage.ts'

export type TestScanner = { program: Program /** For `SANE_CONFIG_DIR`. */; folder: string; remove(): void }

/** `settings`: lines of the backend's own configuration, `read-delay true` for a slow one. */
export function testScanner(settings: readonly string[] = []): TestScanner {
  const folder = mkdtempSync(join(tmpdir(), 'okno-scanner-'))
  writeFileSync(join(folder, 'dll.conf'), 'test\n')
  writeFileSync(join(folder, 'test.conf'), `${['number_of_devices 1', ...settings].join('\n')}\n`)
  return {
    folder,
    program: { ...scanimage, env: { ...scanimage.env, SANE_CONFIG_DIR: folder } },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
