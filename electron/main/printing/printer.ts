/**
 * What printing needs from any system of printers. "The job was taken" is not "the paper came out": an outcome is
 * `printed` only when the system said so for this very job, and `uncertain` where nobody can know.
 */
import type { WebContents } from 'electron'

export type Printer = {
  name: string
  isDefault: boolean
  /** `stopped`: jobs wait and may come out tomorrow. `rejecting`: jobs vanish. `unknown`: the system does not say. */
  state: 'ready' | 'stopped' | 'rejecting' | 'unknown'
}

/** A finished page: the same layout as PDF and, where a system prints no PDF, still open in its hidden window. */
export type Paper = {
  pdf: Uint8Array
  contents: WebContents
  widthMm: number
  heightMm: number
  /** Name of the job in the printer's queue. It is seen by everybody who may look there: no personal data. */
  title: string
}

export type Outcome =
  | { end: 'printed' }
  | { end: 'failed'; why: string }
  /** Taken, but nobody saw its end: a person must look. */
  | { end: 'uncertain'; why: string }

export type Printers = {
  list(): Promise<Printer[]>
  /** Prints one copy and follows it to its end. Never rejects: trouble is an outcome. */
  print(printer: string, paper: Paper): Promise<Outcome>
}

/** The wished queue, else the default one, else the only one. A wished queue that is gone is not replaced silently. */
export function choosePrinter(printers: Printer[], wished: string | undefined): Printer | null {
  if (wished) return printers.find((printer) => printer.name === wished) ?? null
  return printers.find((printer) => printer.isDefault) ?? (printers.length === 1 ? (printers[0] ?? null) : null)
}
