/**
 * A window that nobody touches for a while locks itself. Time is the page's running time: a clock that is set neither
 * locks a window under somebody's hands nor keeps one open.
 */
import { useEffect } from 'react'

export type Idle = {
  /** Somebody touched the window. */
  touch(): void
  /** Looks whether it has been left alone for too long; says so once. */
  look(): void
}

export function idleAfter(limitMs: number, now: () => number, onIdle: () => void): Idle {
  let touched = now()
  let said = false
  return {
    touch() {
      touched = now()
      said = false
    },
    look() {
      if (said || now() - touched < limitMs) return
      said = true
      onIdle()
    },
  }
}

const LOOK_MS = 5_000
const touches = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** `minutes`: null while it is not known yet. */
export function useIdleLock(minutes: number | null, lock: () => void): void {
  useEffect(() => {
    if (minutes === null) return
    const idle = idleAfter(minutes * 60_000, () => performance.now(), lock)
    const touch = () => idle.touch()
    for (const one of touches) window.addEventListener(one, touch, { capture: true, passive: true })
    const timer = setInterval(() => idle.look(), LOOK_MS)
    return () => {
      clearInterval(timer)
      for (const one of touches) window.removeEventListener(one, touch, { capture: true })
    }
  }, [minutes, lock])
}
