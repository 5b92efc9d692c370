/**
 * Selects what a field shows when the focus comes to it, unless a fast hand or a scanner has typed in the meantime, or has
 * gone on to the next field: Chromium's `select()` takes the focus along.
 */
export function selectShown(input: HTMLInputElement, shown: string): void {
  // The field shows its editable form only after the next frame.
  requestAnimationFrame(() => {
    if (document.activeElement === input && input.value === shown) input.select()
  })
}
