/**
 * What is typed in a panel is kept while the window lives: a lock, another screen or Esc takes nothing back. It is kept for
 * the person who typed it and nobody else, and goes when what it was typed for has been written.
 */
import { createContext, useCallback, useContext, useState } from 'react'

const typed = new Map<string, unknown>()

/** Whose and of which panel: everything under it is kept together. Outside of any nothing is kept. */
export const KeptUnder = createContext<string | null>(null)

export function useKept<Value>(name: string, initial: Value): [Value, (next: Value) => void] {
  const under = useContext(KeptUnder)
  const key = under === null ? null : `${under} ${name}`
  const [value, setValue] = useState<Value>(() =>
    key !== null && typed.has(key) ? (typed.get(key) as Value) : initial,
  )
  const set = useCallback(
    (next: Value) => {
      if (key !== null) typed.set(key, next)
      setValue(next)
    },
    [key],
  )
  return [value, set]
}

/** As `useKept`, where something must be the same for as long as what is kept beside it: the id of a command. */
export function keptOnce<Value>(under: string, name: string, make: () => Value): Value {
  const key = `${under} ${name}`
  if (!typed.has(key)) typed.set(key, make())
  return typed.get(key) as Value
}

export function forget(under: string): void {
  for (const key of [...typed.keys()]) if (key.startsWith(`${under} `)) typed.delete(key)
}
