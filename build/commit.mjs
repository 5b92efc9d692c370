// Which state of the sources something was made from. Null where this is no clone with git.
import { execFileSync } from 'node:child_process'
import { root } from './setup/paths.mjs'

/** @returns {{ commit: string, changed: boolean } | null} `changed`: files differ from the commit. */
export function whichCommit() {
  const git = (...words) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    return { commit: git('rev-parse', 'HEAD').trim(), changed: git('status', '--porcelain').trim() !== '' }
  } catch {
    return null
  }
}
