/**
 * A form must not move under a finger that is down: a click counts only where the pointer is let go on what it was pressed
 * on, and a field that is left by that press may have something to say that pushes the rest of the form away.
 */
let pressed = false
let waiting: (() => void)[] = []

/** Starts watching; once, before any screen stands. */
export function watchPointer(): void {
  const release = () => {
    pressed = false
    const now = waiting
    waiting = []
    // The click itself comes after the release.
    if (now.length > 0) setTimeout(() => now.forEach((action) => void action()))
  }
  window.addEventListener('pointerdown', () => (pressed = true), { capture: true })
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, release, { capture: true })
  window.addEventListener('blur', release)
}

/** Does it at once, or as soon as the pointer that is down has clicked. */
export function whenReleased(action: () => void): void {
  if (pressed) waiting.push(action)
  else action()
}
