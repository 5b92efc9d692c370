/** Reads what CUPS's `lpstat` says in its C locale. Words it does not know make a state unknown, never ready. */
import type { Printer } from './printer.ts'

/** From `lpstat -d -p -a`. */
export function readPrinters(text: string): Printer[] {
  const standard = /^system default destination: (\S+)$/m.exec(text)?.[1]
  const accepting = new Map<string, boolean>()
  for (const [, name = '', not] of text.matchAll(/^(\S+) (not )?accepting requests/gm)) accepting.set(name, !not)
  return [...text.matchAll(/^printer (\S+) (.*)$/gm)].map(([, name = '', rest = '']) => ({
    name,
    isDefault: name === standard,
    state: stateOf(rest, accepting.get(name)),
  }))
}

function stateOf(rest: string, accepting: boolean | undefined): Printer['state'] {
  if (accepting === false) return 'rejecting'
  if (rest.startsWith('disabled')) return 'stopped'
  return /^(is idle|now printing)/.test(rest) && accepting ? 'ready' : 'unknown'
}

/** `request id is PDF-12 (1 file(s))` → `PDF-12`. */
export const readRequestId = (text: string): string | null => /request id is (\S+-\d+)/.exec(text)?.[1] ?? null
