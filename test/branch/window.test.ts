/** What the window keeps of the branch in memory, on a real branch: the bridge between them is a function call here. */
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import type { Changed } from '../../electron/contract.ts'
import { followChanges, lockWindow, queries, queryClient } from '../../renderer/api.ts'
import { draftAfter } from '../../renderer/intake/parking.ts'
import { draft, openBench, page, registered, signIn } from './bench.ts'

const takeBack: (() => void)[] = []
afterEach(() => {
  for (const back of takeBack.splice(0)) back()
  queryClient.clear()
  Reflect.deleteProperty(globalThis, 'window')
})

/** A screen that shows it. */
const look = (screen: { subscribe(listener: () => void): () => void }) =>
  takeBack.push(screen.subscribe(() => undefined))
const drafts = () => new QueryObserver(queryClient, queries.drafts)

/** A branch with a window in front of it. `asked`: the paths of all calls; `refused`: those that were rejected. */
async function openWindow() {
  const asked: string[] = []
  const refused: string[] = []
  let hear: (changed: Changed) => void = () => undefined
  const bench = await openBench({ onChanged: (changed) => hear(changed) })
  Reflect.set(globalThis, 'window', {
    okno: {
      async call(path: string, input: unknown) {
        asked.push(path)
        return bench.call(path, input).catch((error: unknown) => {
          refused.push(path)
          throw error
        })
      },
      onChanged(listener: typeof hear) {
        hear = listener
        return () => undefined
      },
    },
  })
  takeBack.push(followChanges())
  return { bench, asked, refused }
}

const quiet = () => new Promise((resolve) => setTimeout(resolve, 600))

test('a locked window asks for nobody’s cases and drafts, whoever locked it', async () => {
  const { bench, asked, refused } = await openWindow()
  for (const lock of [lockWindow, () => bench.call('session.lock', {})]) {
    await signIn(bench)
    await draft(bench)
    look(new QueryObserver(queryClient, queries.current))
    look(drafts())
    await queryClient.fetchQuery(queries.drafts)
    asked.length = 0
    await lock()
    await expect.poll(() => queryClient.getQueryData(queries.current.queryKey)).toEqual({ person: null })
    await quiet()
    expect(asked).not.toContain('drafts.list')
    expect(refused).toEqual([])
  }
})

test('what one person saw is not in memory for the next one; what stands on the screen is read again', async () => {
  const { bench, asked } = await openWindow()
  await signIn(bench)
  await registered(bench)
  const { rows } = await page(bench)
  const seen = queries.detail(rows[0]?.id ?? '')
  await queryClient.fetchQuery(seen)
  look(drafts())
  await queryClient.fetchQuery(queries.drafts)
  await lockWindow()
  await signIn(bench)
  expect(queryClient.getQueryData(seen.queryKey)).toBeUndefined()
  asked.length = 0
  await expect.poll(() => asked).toContain('drafts.list')
})

test('F6 goes round the parked drafts, also before anybody has read them, and says where there is no other', async () => {
  const { bench } = await openWindow()
  expect(await draftAfter(undefined)).toBeUndefined()
  await signIn(bench)
  expect(await draftAfter(undefined)).toBeNull()
  const first = await draft(bench)
  queryClient.clear()
  expect(await draftAfter(undefined)).toBe(first.id)
  expect(await draftAfter(first.id)).toBeNull()
  const second = await draft(bench)
  queryClient.clear()
  expect(await draftAfter(first.id)).toBe(second.id)
  expect(await draftAfter(second.id)).toBe(first.id)
})
