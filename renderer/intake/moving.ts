/** Moving through the form by keys: the order of typing is the order of the paper. */

const reachable =
  'input:not([disabled]):not([type=hidden]), textarea:not([disabled]), button[data-value], [tabindex="0"]'

/** All fields that stand on the screen, in order. */
const fieldsIn = (form: HTMLElement): HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>('[data-field]')].filter(
    (field) => field.offsetParent !== null && focusable(field) !== null,
  )

function focusable(field: HTMLElement): HTMLElement | null {
  return field.querySelector<HTMLElement>('input[type=radio]:checked') ?? field.querySelector<HTMLElement>(reachable)
}

/** Puts the focus into a field and shows it whole. False where the field does not stand on the screen. */
export function focusField(form: HTMLElement, key: string): boolean {
  const field = fieldsIn(form).find((one) => one.dataset.field === key)
  if (!field) return false
  focusable(field)?.focus()
  field.scrollIntoView({ block: 'nearest' })
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
