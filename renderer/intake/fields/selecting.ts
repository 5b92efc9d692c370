/** Selects what a field shows when the focus comes to it, unless a fast hand or a scanner has typed in the meantime. */
export function selectShown(input: HTMLInputElement, shown: string): void {
  // The field shows its editable form only after the next frame.
  requestAnimationFrame(() => {
    if (input.value === shown) input.select()
  })
}
