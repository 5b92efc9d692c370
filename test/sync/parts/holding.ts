import { expect } from 'vitest'
import { type Fetch, linkTo } from '../../../electron/branch/courier/link.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'

/** Holds what headquarters answers until `open` is called. */
export function holdLine(branch: OpenBranch['branch'], fetch: Fetch) {
  const { link } = branch
  const door: (() => void)[] = []
  let asked = 0
  branch.link = linkTo('https://hq.test', branch.keys.sign, async (url, init) => {
    const answer = await fetch(url, init)
    asked += 1
    await new Promise<void>((pass) => door.push(pass))
    return answer
  })
  return {
    async waiting(n: number) {
      await expect.poll(() => asked).toBe(n)
    },
    open() {
      branch.link = link
      for (const pass of door) pass()
    },
  }
}
