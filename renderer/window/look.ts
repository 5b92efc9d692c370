/** Theme and size of this computer's window; kept in the window's own storage, told to main so that it opens in the right colour. */
import { useSyncExternalStore } from 'react'

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]
export const sizes = ['normal', 'large'] as const
export type Size = (typeof sizes)[number]

export type Appearance = { theme: Theme; size: Size }

const listeners = new Set<() => void>()
let appearance = read()
apply()

function read(): Appearance {
  const root = document.documentElement.dataset
  const stored = { theme: localStorage.getItem('theme'), size: localStorage.getItem('size') }
  return {
    theme: themes.find((one) => one === (stored.theme ?? root.theme)) ?? 'light',
    size: sizes.find((one) => one === stored.size) ?? 'normal',
  }
}

function apply(): void {
  document.documentElement.dataset.theme = appearance.theme
  document.documentElement.dataset.size = appearance.size
}

/** Changes theme or size for all screens at once. */
export function changeAppearance(change: Partial<Appearance>): void {
  appearance = { ...appearance, ...change }
  localStorage.setItem('theme', appearance.theme)
  localStorage.setItem('size', appearance.size)
  apply()
  for (const listener of listeners) listener()
}

export const useAppearance = (): Appearance =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => appearance,
  )
