/**
 * Moving through the form by keys: the order of typing is the order of the paper. Whatever has the focus can be found
 * again by its place, which is stored with the draft, and is shown whole.
 */

const typable = 'input:not([disabled]):not([type=hidden]), textarea:not([disabled]), button[data-value], [tabindex="0"]'

/** Buttons as well: keys go past them, a hand does not. */
const reachable = `${typable}, select:not([disabled]), button:not([disabled]):not([tabindex="-1"])`

const stands = (element: HTMLElement): boolean => element.offsetParent !== null

/** All fields that stand on the screen and are typed or chosen in, in order. */
const fieldsIn = (form: HTMLElement): HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>('[data-field]')].filter(
    (field) => stands(field) && field.querySelector(typable) !== null,
  )

const allIn = (part: HTMLElement): HTMLElement[] => [...part.querySelectorAll<HTMLElement>(reachable)].filter(stands)

const firstIn = (part: HTMLElement): HTMLElement | null =>
  part.querySelector<HTMLElement>('input[type=radio]:checked') ??
  part.querySelector<HTMLElement>(typable) ??
  allIn(part)[0] ??
  null

/**
 * The place of what has the focus, to come back to: `iin`, or `photos~1` for another part of a field than the first, or
 * `photos>step-weigh` for what stands beside the form while that field was the last. Null outside all of them.
 */
export function placeOf(target: Element, before: string | null): string | null {
  const part = target.closest<HTMLElement>('[data-field], [data-beside]')
  if (!part) return null
  const all: Element[] = allIn(part)
  const at = all.indexOf(target)
  const isFirst = at < 0 || target === firstIn(part) || target.getAttribute('type') === 'radio'
  const nth = isFirst ? '' : `~${at}`
  const { field, beside } = part.dataset
  return field === undefined ? `${fieldAt(before) ?? ''}>${beside}${nth}` : `${field}${nth}`
}

/** The field that a place is in, or beside. */
export const fieldAt = (place: string | null): string | null => place?.split(/[~>]/)[0] || null

/** What stands at a place. Null where nothing does, or not yet. */
export function elementAt(sheet: HTMLElement, place: string): HTMLElement | null {
  const [field = '', beside] = place.split('>')
  const [name, nth] = (beside ?? field).split('~')
  const parts = [...sheet.querySelectorAll<HTMLElement>(beside === undefined ? '[data-field]' : '[data-beside]')]
  const part = parts.find((one) => stands(one) && (one.dataset.field ?? one.dataset.beside) === name)
  if (!part) return null
  return nth === undefined ? firstIn(part) : (allIn(part)[Number(nth)] ?? null)
}

/** Shows it whole, with the label and the words under it. Of a field higher than the screen at least the part itself. */
export function reveal(element: Element): void {
  element.closest('[data-field], [data-beside]')?.scrollIntoView({ block: 'nearest' })
  element.scrollIntoView({ block: 'nearest' })
}

/** Puts the focus into a field and shows it whole. False where the field does not stand on the screen. */
export function focusField(form: HTMLElement, key: string): boolean {
  const element = elementAt(form, key)
  if (!element) return false
  element.focus()
  reveal(element)
  return true
}

/** To the next field, or the one before. Stays at the ends. */
export function moveFocus(form: HTMLElement, by: 1 | -1): void {
  const fields = fieldsIn(form)
  const at = fields.findIndex((field) => field.contains(document.activeElement))
  const next = fields[at + by]
  if (next?.dataset.field) focusField(form, next.dataset.field)
}

/** The first field without an answer, or the first of all. */
export function focusFirstEmpty(form: HTMLElement, isFilled: (key: string) => boolean): void {
  const fields = fieldsIn(form)
  const key = (fields.find((field) => !isFilled(field.dataset.field ?? '')) ?? fields[0])?.dataset.field
  if (key) focusField(form, key)
}

/** Whether Enter belongs to what has the focus: an open list, a text of several lines. */
export function enterIsTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.getAttribute('aria-expanded') === 'true' ||
    target instanceof HTMLTextAreaElement ||
    target.closest('button') !== null
  )
}
