import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Changed } from '../../electron/contract.ts'
import { type Branch, type Child, type Stopped, superviseBranch } from '../../electron/main/branch.ts'

/** A branch process that does only what the test makes it do. */
function child() {
  const asked: { id: number; path: string }[] = []
  const hear: ((message: unknown) => void)[] = []
  const gone: ((code: number) => void)[] = []
  const process: Child = {
    postMessage: (message) => void asked.push(message as { id: number; path: string }),
    onMessage: (listener) => void hear.push(listener),
    onExit: (listener) => void gone.push(listener),
    kill: () => end(0),
  }
  const say = (message: unknown) => {
    for (const listener of hear) listener(message)
  }
  const end = (code: number) => {
    for (const listener of gone) listener(code)
  }
  return { process, asked, say, end }
}

describe('the branch process', () => {
  let started: ReturnType<typeof child>[]
  let changes: Changed[]
  let givenUp: Stopped[]
  let branch: Branch
  const last = () => started[started.length - 1]!

  beforeEach(() => {
    vi.useFakeTimers()
    started = []
    changes = []
    givenUp = []
    branch = superviseBranch({
      fork: () => {
        started.push(child())
        return last().process
      },
      onChanged: (changed) => void changes.push(changed),
      onGivenUp: (why) => void givenUp.push(why),
      onOpened: () => undefined,
    })
  })
  afterEach(() => vi.useRealTimers())

  test('answers reach who asked, in any order', async () => {
    const one = branch.call('a.b', {})
    const two = branch.call('c.d', {})
    last().say({ id: 2, ok: true, output: 'two' })
    last().say({ id: 1, ok: false, error: { code: 'defect', message: 'broken' } })
    await expect(two).resolves.toBe('two')
    await expect(one).rejects.toThrow('defect: broken')
  })

  test('its death rejects everything in flight at once, and it is started again', async () => {
    const call = branch.call('cases.register', {})
    last().end(9)
    await expect(call).rejects.toThrow('branchGone')
    await expect(branch.call('a.b', {})).rejects.toThrow('branchDown')
    vi.advanceTimersByTime(250)
    expect(started).toHaveLength(2)
    last().say({ opened: true })
    expect(changes.at(-1)?.what).toContain('session')
  })

  test('an answer of the dead process answers nobody', async () => {
    const call = branch.call('a.b', {})
    const dead = last()
    dead.end(1)
    await expect(call).rejects.toThrow()
    vi.advanceTimersByTime(250)
    const next = branch.call('a.b', {})
    dead.say({ id: 1, ok: true, output: 'late' })
    last().say({ id: 2, ok: true, output: 'mine' })
    await expect(next).resolves.toBe('mine')
  })

  test('it is given up after five deaths in a row, with longer waits between, and only a person starts it again', () => {
    const waits = [250, 500, 1000, 2000]
    for (const wait of waits) {
      last().end(1)
      vi.advanceTimersByTime(wait - 1)
      const before = started.length
      vi.advanceTimersByTime(1)
      expect(started.length).toBe(before + 1)
    }
    last().end(1)
    vi.advanceTimersByTime(600_000)
    expect(started).toHaveLength(5)
    expect(givenUp).toEqual([{ code: 'exited', message: 'exit code 1', holder: null }])
    branch.tryAgain()
    expect(started).toHaveLength(6)
  })

  test('deaths far apart are not counted together', () => {
    for (let i = 0; i < 12; i++) {
      vi.advanceTimersByTime(40_000)
      last().end(1)
    }
    expect(givenUp).toEqual([])
  })

  test('what it says itself is not tried again: who holds the workspace is named', () => {
    const holder = { pid: 41, computer: 'counter-2', since: '2026-11-23T04:00:00Z', person: 'Ким В. О.' }
    last().say({ opened: false, error: { code: 'held', message: 'in use', holder } })
    last().end(1)
    vi.advanceTimersByTime(600_000)
    expect(started).toHaveLength(1)
    expect(givenUp).toEqual([{ code: 'held', message: 'in use', holder }])
  })

  test('news goes to the windows', () => {
    last().say({ changed: { what: ['cases'] } })
    expect(changes).toEqual([{ what: ['cases'] }])
  })

  test('stopping waits for its end and starts nothing', async () => {
    await branch.stop()
    vi.advanceTimersByTime(600_000)
    expect(started).toHaveLength(1)
    expect(givenUp).toEqual([])
  })
})
