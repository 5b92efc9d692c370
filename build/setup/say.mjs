// What set-up says on the terminal: one headed line per step that has work to do, silence for those already done.

const shown = []

/** Opens a step: `[2/4] Electron runtime: …`. Call only when there is work. */
export function step(number, title, words) {
  shown.push(title)
  console.log(`[${number}/4] ${title}: ${words}`)
}

/** A line under the open step. */
export function progress(words) {
  console.log(`      ${words}`)
}

/** True when some step had work to do. */
export function saidAnything() {
  return shown.length > 0
}

/** Set-up can't go on and the person must act; carries the words for them, no stack. */
export class SetUpStopped extends Error {}

export function seconds(beganMs) {
  return `${((Date.now() - beganMs) / 1000).toFixed(1)} s`
}
