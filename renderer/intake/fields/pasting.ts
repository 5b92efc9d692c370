/**
 * A pasted or dropped text that is larger than its field is refused whole, with a word, before the field sees it: a text
 * that is cut silently is a wrong answer, and twenty megabytes in a field stop the window. One listener for all fields;
 * an input says its limit with `maxLength`, a field of several lines with `data-most`.
 */
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** For fields that say nothing themselves: more than any of them takes, less than what slows a window down. */
const MOST_ANYWHERE = 100_000

type Field = HTMLInputElement | HTMLTextAreaElement

const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null

/** How many characters a field takes. */
export function mostOf(field: Pick<Field, 'maxLength'> & { dataset: { most?: string } }): number {
  const said = Number(field.dataset.most ?? field.maxLength)
  return Number.isFinite(said) && said > 0 ? said : MOST_ANYWHERE
}

/** Whether a text fits into a field besides what stands there and is not selected. White space around it is not counted. */
export function fitsInto(most: number, standing: number, selected: number, text: string): boolean {
  // Measured before it is trimmed: trimming twenty megabytes is work too.
  if (text.length > 2 * most + 1000) return false
  return standing - selected + text.trim().length <= most
}

function guard(event: ClipboardEvent | DragEvent): void {
  const field = fieldOf(event.target)
  if (!field || field.readOnly || field.type === 'number') return
  const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer
  const text = data?.getData('text/plain') ?? ''
  const most = mostOf(field)
  const selected = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0)
  if (text === '' || fitsInto(most, field.value.length, selected, text)) return
  event.preventDefault()
  event.stopPropagation()
  notifications.show({
    color: 'orange',
    message: i18next.t('intake:pasteTooLong', { found: grouped(text.length), most: grouped(most) }),
    autoClose: 10_000,
  })
}

/** `20000000` → `20 000 000`, the same in all three languages. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0')

/** Begins to guard all fields, those that come later too. */
export function watchPastes(): void {
  window.addEventListener('paste', guard, { capture: true })
  window.addEventListener('drop', guard, { capture: true })
}
