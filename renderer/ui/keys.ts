/**
 * Keys by `KeyboardEvent.code`, so that they are the same in all three layouts. A burst (less than 30 ms a key: a
 * scanner, keys typed ahead) may fill fields but never presses anything; a bare digit waits for 150 ms of quiet.
 */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { expectField, expectNothing, giveTyped, keepTyped } from './typedAhead.ts'

export const BURST_MS = 30
const QUIET_MS = 150

/** A bare key waits for so long whether it is the first of a burst: then it presses nothing. */
const ALONE_MS = BURST_MS + 2
let alone: { timer: ReturnType<typeof setTimeout>; act: () => void } | null = null

function actAlone(act: () => void): void {
  forgetAlone()
  const press = () => {
    expectField()
    act()
  }
  const timer = setTimeout(() => {
    alone = null
    press()
  }, ALONE_MS)
  alone = { timer, act: press }
}

function forgetAlone(): (() => void) | undefined {
  const { timer, act } = alone ?? {}
  clearTimeout(timer)
  alone = null
  return act
}

let last = Number.NEGATIVE_INFINITY
let gap = Number.POSITIVE_INFINITY

export const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])

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
  const modifier = modifiers.has(event.key)
  if (!modifier) {
    gap = event.repeat ? 0 : event.timeStamp - last
    last = event.timeStamp
    // Keys act in the order of the hands: however busy the window was, the one before acts, and what it opens
    // is drawn, before this one is heard.
    const before = forgetAlone()
    if (!inBurst() && before) flushSync(before)
    if (isTyping(document.activeElement)) expectNothing()
    else keepTyped(event)
    // Looking through the window takes a while, and thousands of characters a second press nothing anyway.
    if (inBurst() && event.key.length === 1 && event.code !== 'Space') return
  }
  if (dialogIsOpen()) underDialog.add(event)
  if (event.key === 'Escape' && listIsOpen()) closesList.add(event)
  if (modifier || !inBurst()) return
  if (pressesButton(event) || endsScan(event)) {
    event.preventDefault()
    event.stopPropagation()
  }
}

/** The Enter or Tab that a scanner sends last: it neither chooses, nor registers, nor leaves the field. In a list it is a new line. */
const endsScan = (event: KeyboardEvent) =>
  (event.key === 'Tab' && !event.repeat) ||
  (isSpaceOrEnter(event.code) && event.code !== 'Space' && !(event.target instanceof HTMLTextAreaElement))

const isSpaceOrEnter = (code: string) => code === 'Enter' || code === 'NumpadEnter' || code === 'Space'

function pressesButton(event: KeyboardEvent): boolean {
  if (!isSpaceOrEnter(event.code)) return false
  const target = event.target instanceof Element ? event.target : null
  return event.ctrlKey || target?.closest('button, a, [role=option], [role=row], [role=checkbox]') != null
}

/** Starts measuring; before every other listener. */
export function watchKeys(): void {
  window.addEventListener('keydown', measure, { capture: true })
  window.addEventListener('focusin', ({ target }) => isTyping(target) && giveTyped(target))
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

export const isTyping = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))

/** Held down they walk on through a list. No scanner holds a key. */
const walks: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'])

/** Chords (`chordOf`) and what they do. */
export type Keys = readonly (readonly [chord: string, action: (event: KeyboardEvent) => void])[]

/**
 * Listens for chords while the component stands. Bare characters are left alone where somebody types; nothing is heard
 * under an open dialog unless `inDialog`. With `first` it is asked before the field that has the focus. A bare character waits a
 * moment, so that the first key of a scan presses nothing, unless `atOnce`.
 */
export function useKeys(keys: Keys, { inDialog = false, enabled = true, first = false, atOnce = false } = {}): void {
  const current = useRef(keys)
  useLayoutEffect(() => {
    current.current = keys
  })
  // Before the screen is painted: what a person sees already hears her keys.
  useLayoutEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      const action = current.current.find(([one]) => one === chord)?.[1]
      if (!action || event.defaultPrevented || event.isComposing) return
      if (belongsToButton(chord, event.target)) return
      if (closesList.has(event) || (!inDialog && underDialog.has(event))) return
      const bare = !event.ctrlKey && !event.altKey && !event.metaKey && !/^F\d/.test(event.code)
      const character = bare && /^(Key|Digit|Numpad|Slash|Space)/.test(event.code)
      if (character && (isTyping(event.target) || gapBefore() < QUIET_MS)) return
      if (inBurst() && !(event.repeat && walks.has(chord))) return
      event.preventDefault()
      expectNothing()
      if (!character || atOnce) return action(event)
      actAlone(() => action(event))
    }
    window.addEventListener('keydown', listen, { capture: first })
    return () => window.removeEventListener('keydown', listen, { capture: first })
  }, [enabled, inDialog, first, atOnce])
}

/** When a screen opens, the key that opened it keeps no button lit: Enter belongs to the new screen. */
export function useFreshFocus(): void {
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }, [])
}
