// One project per phase of `npm test`; `npx vitest run --project unit` runs one alone. The HQ's tests run twice, from the
// same files: on the embedded PGlite, and on a real PostgreSQL 15 that test/support/postgres.ts starts for the run.
// No retries anywhere: a test that fails now and then is a failing test.
// `isolate: false`: the files of a project share a process and what it has imported; each keeps its own state to itself.
import { statfsSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { defineConfig } from 'vitest/config'

const MINUTE_MS = 60_000
/** By itself vitest leaves one free; in the end of `npm test`, when the windows are done, that one would idle. */
const EVERY_CORE = availableParallelism()
/** What a test waits for comes late on a machine that others use too: so long, by the clock, before it is called missing. */
const PATIENCE = { poll: { timeout: 20_000 } }
/** Where tests lay their workspaces: in memory, where there is room for them. Waiting for a disk would prove nothing more. */
const TMPDIR = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir()

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 2 ** 30
  } catch {
    return false
  }
}

export default defineConfig({
  test: {
    environment: 'node',
    restoreMocks: true,
    // Playwright's own loose ends, no fault of any test: it asks a page that closes in that moment, and of the four things it
    // waits for while an application starts it drops three when the first one fails. openApp reports that failure itself.
    onUnhandledError: (error) =>
      !/Cannot find context with specified id|^Process failed to launch!$/.test(error.message),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{domain,paper,renderer}/**/*.test.ts'],
          expect: PATIENCE,
          isolate: false,
          maxWorkers: EVERY_CORE,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'branch',
          include: ['test/branch/**/*.test.ts'],
          expect: PATIENCE,
          env: { TMPDIR },
          globalSetup: ['test/support/compiled.ts'],
          setupFiles: ['test/branch/ended.ts'],
          isolate: false,
          maxWorkers: EVERY_CORE,
          testTimeout: MINUTE_MS,
        },
      },
      {
        test: {
          name: 'hq',
          include: ['test/hq/**/*.test.ts'],
          expect: PATIENCE,
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
          // PGlite holds about 0.9 GB and a core; one process compiles it once and lays its first database once.
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'hq-postgres',
          include: ['test/hq/**/*.test.ts'],
          expect: PATIENCE,
          globalSetup: ['test/support/postgres.ts'],
          env: { OKNO_TEST_DATABASE: 'postgres' },
          isolate: false,
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        test: {
          name: 'sync',
          include: ['test/sync/**/*.test.ts'],
          expect: PATIENCE,
          globalSetup: ['test/support/compiled.ts', 'test/support/postgres.ts'],
          setupFiles: ['test/branch/ended.ts'],
          env: { OKNO_TEST_DATABASE: 'postgres', TMPDIR },
          isolate: false,
          maxWorkers: 2,
          testTimeout: 2 * MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        test: {
          name: 'main',
          include: ['test/main/**/*.test.ts'],
          expect: PATIENCE,
          isolate: false,
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        test: {
          name: 'support',
          include: ['test/support/**/*.test.ts'],
          expect: PATIENCE,
          setupFiles: ['test/branch/ended.ts'],
          isolate: false,
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          expect: PATIENCE,
          globalSetup: ['test/support/postgres.ts'],
          env: { OKNO_TEST_DATABASE: 'postgres' },
          setupFiles: ['test/support/failed.ts'],
          // In the order of their writing: the picture of a failure is taken before the test closes its window.
          sequence: { hooks: 'list' },
          isolate: false,
          maxWorkers: 2,
          testTimeout: 2 * MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
    ],
  },
})
