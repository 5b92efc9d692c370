/**
 * A badge held to the scanner while nobody is signed in. The burst is read here as a whole, by keys, wherever the focus
 * is and whatever layout is on: its first digit may pick a tile and move the focus, and the number must not fall apart.
 */
import { useEffect, useRef } from 'react'
import { decodeTyped } from '../../domain/identifiers/keyboard.ts'
import { readBadge } from '../../domain/people/entry.ts'
import { BURST_MS, inBurst, modifiers } from '../ui/keys.ts'
import { byKey } from '../ui/scanner.ts'

const LEAST_KEYS = 6
const END_MS = 2 * BURST_MS + 20

type Burst = { typed: string; byKeys: string; count: number }

/** The number of a badge, or what was read where it is none. */
export const badgeNumber = ({ typed, byKeys }: Pick<Burst, 'typed' | 'byKeys'>): string =>
  readBadge(decodeTyped(typed, readBadge, byKeys).value).value

/** Hears of each scan with its number. */
export function useBadge(onBadge: (number: string) => void): void {
  const current = useRef(onBadge)
  current.current = onBadge
  useEffect(() => {
    let burst: Burst = { typed: '', byKeys: '', count: 0 }
    let end: ReturnType<typeof setTimeout> | undefined
    const finish = () => {
      const { count } = burst
      const number = badgeNumber(burst)
      burst = { typed: '', byKeys: '', count: 0 }
      if (count >= LEAST_KEYS) current.current(number)
    }
    const hear = (event: KeyboardEvent) => {
      if (modifiers.has(event.key) || event.repeat) return
      clearTimeout(end)
      const bare = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey
      if (!bare) return finish()
      if (!inBurst()) finish()
      burst = { typed: burst.typed + event.key, byKeys: burst.byKeys + byKey(event), count: burst.count + 1 }
      end = setTimeout(finish, END_MS)
    }
    // `watchKeys` has measured the pace by then, and the scanner's own listener may stop the event: both listen earlier.
    window.addEventListener('keydown', hear, { capture: true })
    return () => {
      clearTimeout(end)
      window.removeEventListener('keydown', hear, { capture: true })
    }
  }, [])
}
