/**
 * One process at a time has the folder of an embedded database: two of them would write over what the other has acknowledged.
 * The lock is one of the system (flock(2)) on an open file, so it goes with its holder, whatever ends him. The text in the file
 * only says who that is and locks nothing; the file stays, for the lock is on it and not on its name.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, constants, ftruncateSync, openSync, readFileSync, realpathSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { CannotStart } from '../cannotStart.ts'

const HELD = 9

/** Throws `CannotStart` where another process has it; what is returned lets go of it. */
export function holdFolder(folder: string): () => void {
  const file = openSync(`${realpathSync(folder)}.lock`, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    // The lock belongs to the open file, which the other program only borrows: it stays when that one ends.
    const { status, error, stderr } = spawnSync('flock', ['--nonblock', '--conflict-exit-code', String(HELD), '3'], {
      stdio: ['ignore', 'ignore', 'pipe', file],
      encoding: 'utf8',
    })
    if (status === HELD) {
      const who = readFileSync(file, 'utf8') || 'an unknown process'
      throw new CannotStart(
        `Another headquarters has the data folder ${folder} open: ${who}. Two on one folder would spoil it: end that one first, or set HQ_DATA_DIR to another folder.`,
      )
    }
    if (status !== 0)
      throw new CannotStart(
        `The data folder ${folder} cannot be kept from others, which needs the program flock (Debian's util-linux): ${error?.message ?? stderr.trim()}.`,
      )
  } catch (error) {
    closeSync(file)
    throw error
  }
  ftruncateSync(file)
  writeSync(file, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}`, 0)
  return () => closeSync(file)
}
