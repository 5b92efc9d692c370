/**
 * Keys by `KeyboardEvent.code`, so that they are the same in all three layouts. A burst (less than 30 ms a key: a
 * scanner, keys typed ahead) may fill fields but never presses anything; a bare digit waits for 150 ms of quiet.
 */
import { useEffect, useRef } from 'react'

const BURST_MS = 30
const QUIET_MS = 150

let last = Number.NEGATIVE_INFINITY
let gap = Number.POSITIVE_INFINITY

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])

/** Milliseconds between this key and the one before it. Repeats of a held key count as a burst. */
export const gapBefore = (): number => gap

/** Whether the key that is being handled came too fast for a hand. */
export const inBurst = (): boolean => gap < BURST_MS

/** Events that began while a dialog stood, or that close an open list: decided before anybody reacts to them. */
const underDialog = new WeakSet<KeyboardEvent>()
const closesList = new WeakSet<KeyboardEvent>()

const dialogIsOpen = () => document.querySelector('[role=dialog][aria-modal=true]') !== null
const lists = '.mantine-Popover-dropdown, .mantine-Select-dropdown, .mantine-MultiSelect-dropdown'
const listIsOpen = () => [...document.querySelectorAll(lists)].some((list) => list.checkVisibility())

function measure(event: KeyboardEvent): void {
  if (dialogIsOpen()) underDialog.add(event)
  if (event.key === 'Escape' && listIsOpen()) closesList.add(event)
  if (modifiers.has(event.key)) return
  gap = event.repeat ? 0 : event.timeStamp - last
  last = event.timeStamp
  if (inBurst() && pressesButton(event)) {
    event.preventDefault()
    event.stopPropagation()
  }
}

const isSpaceOrEnter = (code: string) => code === 'Enter' || code === 'NumpadEnter' || code === 'Space'

function pressesButton(event: KeyboardEvent): boolean {
  if (!isSpaceOrEnter(event.code)) return false
  const target = event.target instanceof Element ? event.target : null
  return event.ctrlKey || target?.closest('button, a, [role=option], [role=row], [role=checkbox]') != null
}

/** Starts measuring; before every other listener. */
export function watchKeys(): void {
  window.addEventListener('keydown', measure, { capture: true })
}

/** `ctrl+alt+shift+Code`; both Enter keys are `Enter`. */
export function chordOf(event: KeyboardEvent): string {
  const code = event.code === 'NumpadEnter' ? 'Enter' : event.code.replace(/^Numpad(?=\d$)/, 'Digit')
  const held = [event.ctrlKey || event.metaKey ? 'ctrl' : '', event.altKey ? 'alt' : '', event.shiftKey ? 'shift' : '']
  return [...held.filter(Boolean), code].join('+')
}

/** Enter and Space press the button or link that has the focus; a tab is only a choice and leaves them to the screen. */
const belongsToButton = (chord: string, target: EventTarget | null): boolean =>
  (chord === 'Enter' || chord === 'Space') &&
  target instanceof Element &&
  target.closest('button:not([role=tab]), a[href]') !== null

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))

/** Chords (`chordOf`) and what they do. */
export type Keys = readonly (readonly [chord: string, action: (event: KeyboardEvent) => void])[]

/**
 * Listens for chords while the component stands. Bare characters are left alone where somebody types; nothing is heard
 * under an open dialog unless `inDialog`.
 */
export function useKeys(keys: Keys, { inDialog = false, enabled = true } = {}): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      const action = current.current.find(([one]) => one === chord)?.[1]
      if (!action || event.defaultPrevented || event.isComposing) return
      if (belongsToButton(chord, event.target)) return
      if (closesList.has(event) || (!inDialog && underDialog.has(event))) return
      const bare = !event.ctrlKey && !event.altKey && !event.metaKey && !/^F\d/.test(event.code)
      if (bare && /^(Key|Digit|Numpad|Slash|Space)/.test(event.code)) {
        if (isTyping(event.target) || gapBefore() < QUIET_MS) return
      }
      if (inBurst()) return
      event.preventDefault()
      action(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [enabled, inDialog])
}

/** When a screen opens, the key that opened it keeps no button lit: Enter belongs to the new screen. */
export function useFreshFocus(): void {
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }, [])
}
