/**
 * Letters of a hand that is faster than the screen: what is typed after a key that opens something, and before the field that
 * it opens is there, goes into that field. Nothing is kept for longer than a person waits without looking up.
 */
const KEPT_MS = 1_000

let kept: { text: string; until: number } | null = null

/** A bare key has acted: what is typed from now on may be meant for a field that is not there yet. */
export function expectField(): void {
  kept = { text: '', until: performance.now() + KEPT_MS }
}

/** Something else has been pressed: no field is expected any more. */
export function expectNothing(): void {
  kept = null
}

/** A key that came while no field had the focus. */
export function keepTyped(event: KeyboardEvent): void {
  if (!kept) return
  const isLetter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey
  if (isLetter && !event.repeat && performance.now() <= kept.until) kept.text += event.key
  else kept = null
}

/**
 * A field has got the focus; what was kept is put into it as if typed there: in one line instead of what stands in it, which is
 * selected for whoever comes to it, in several lines after it.
 */
export function giveTyped(field: HTMLElement): void {
  const given = kept
  kept = null
  if (!given?.text || performance.now() > given.until) return
  if (field instanceof HTMLInputElement) field.select()
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length)
  document.execCommand('insertText', false, given.text)
}
