import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { lockWithComputer } from '../../electron/main/locking.ts'

afterEach(() => {
  vi.useRealTimers()
})

test.each(['lock-screen', 'suspend'])(
  '%s: the page is asked at once, and the window is locked also where the page hangs',
  (event) => {
    vi.useFakeTimers()
    const computer = new EventEmitter()
    const done: string[] = []
    lockWithComputer(computer, {
      askPage: () => done.push('asked'),
      lock: () => {
        done.push('locked')
        return Promise.reject(new Error('the branch is restarting'))
      },
    })
    computer.emit(event)
    expect(done).toEqual(['asked'])
    vi.advanceTimersByTime(3_000)
    expect(done).toEqual(['asked', 'locked'])
  },
)
