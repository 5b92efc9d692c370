/**
 * Bar-code scanners in keyboard mode: a burst of keys, read by `KeyboardEvent.code`, so that the layout does not matter.
 * A scan fills the field that has the focus, all of it at once when it has ended (ten thousand keys a second would stop the
 * window one by one), and does nothing else; whoever shows that field may say what it was read as.
 */
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { mostOf } from '../intake/fields/pasting.ts'
import { BURST_MS, inBurst, modifiers } from './keys.ts'

/** Fewer keys in a burst are a quick hand, not a scanner. */
const LEAST_KEYS = 6
/** From this key of a burst on the characters are gathered, not typed. */
const GATHERED_FROM = 3
/** Quiet after which a scan without a final Enter has ended. */
const END_MS = 2 * BURST_MS
/** So much of a scan is kept: more than any number, and enough for a list. */
const MOST_KEPT = 20_000

export type Scan = {
  target: HTMLElement
  /** What the keys typed in the layout that was on. */
  typed: string
  /** What the same keys type on the US layout, which is what the bar code holds. */
  byKeys: string
  count: number
  /** More came than the field takes. */
  tooMuch: boolean
}

const US_SIGNS: Record<string, string> = {
  Minus: '-',
  NumpadSubtract: '-',
  NumpadAdd: '+',
  Period: '.',
  NumpadDecimal: '.',
  Comma: ',',
  Slash: '/',
  NumpadDivide: '/',
  Space: ' ',
}

/** What a key types on the US layout; the character itself where the key is none of a bar code's. */
export function byKey({ code, key, shiftKey }: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return shiftKey && code.startsWith('Digit') ? key : digit
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase()
  return US_SIGNS[code] ?? key
}

type Field = HTMLInputElement | HTMLTextAreaElement
type Going = Scan & { waiting: string }

const listeners = new Set<(scan: Scan) => void>()
let going: Going | null = null
let end: ReturnType<typeof setTimeout> | undefined

/** Hears of each scan when it has ended. Returns the way to stop. */
export function onScan(listener: (scan: Scan) => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Fields in which a text can be put where the cursor stands. */
const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && /^(text|search|tel|url|password)$/.test(target.type))

function finish(): void {
  clearTimeout(end)
  const scan = going
  going = null
  if (!scan) return
  if (scan.waiting !== '') scan.tooMuch = !put(scan.target, scan.waiting)
  if (scan.count < LEAST_KEYS) return
  scan.tooMuch ||= scan.count > MOST_KEPT
  if (scan.tooMuch) sayTooMuch(scan)
  // The field has to have shown the text before anybody reads it.
  setTimeout(() => {
    for (const listener of listeners) listener(scan)
  })
}

/** Puts a text where the cursor stands, as typing would. False where the field is too small for all of it. */
function put(target: HTMLElement, text: string): boolean {
  if (!isField(target) || target.readOnly || target.disabled) return true
  const [from, to] = [target.selectionStart ?? target.value.length, target.selectionEnd ?? target.value.length]
  const room = Math.max(0, mostOf(target) - target.value.length + (to - from))
  target.setRangeText(text.slice(0, room), from, to, 'end')
  target.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text.slice(0, room) }))
  return text.length <= room
}

function sayTooMuch({ target, count }: Scan): void {
  if (!isField(target)) return
  notifications.show({
    id: 'scan-too-long',
    color: 'orange',
    message: i18next.t('intake:scanTooLong', { found: count, most: mostOf(target) }),
    // Who scans looks at the parcel: the word waits for her.
    autoClose: 60_000,
  })
}

function hear(event: KeyboardEvent): void {
  if (modifiers.has(event.key) || event.repeat) return
  const bare = !event.ctrlKey && !event.altKey && !event.metaKey
  if (!bare || event.key.length !== 1 || event.isComposing || !(event.target instanceof HTMLElement)) {
    // Whatever else is pressed meets the text as it was typed before it.
    finish()
    return
  }
  if (!going || !inBurst() || going.target !== event.target) {
    finish()
    going = { target: event.target, typed: '', byKeys: '', waiting: '', count: 0, tooMuch: false }
  }
  going.count++
  const gathered = going.count >= GATHERED_FROM && isField(event.target)
  if (going.count <= MOST_KEPT) {
    going.typed += event.key
    going.byKeys += byKey(event)
    if (gathered) going.waiting += event.key
  }
  if (gathered) {
    event.preventDefault()
    event.stopPropagation()
  }
  clearTimeout(end)
  end = setTimeout(finish, END_MS)
}

/** Nobody waits for a gathered key to be let go. */
function letGo(event: KeyboardEvent): void {
  if (going && going.waiting !== '' && event.key.length === 1) event.stopPropagation()
}

/** Starts listening; after `watchKeys`, which measures the pace. */
export function watchScanner(): void {
  window.addEventListener('keydown', hear, { capture: true })
  window.addEventListener('keyup', letGo, { capture: true })
}
