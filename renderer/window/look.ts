/** Theme and size of this computer's window, and the paper its slips are printed on; kept in the window's own storage, told to main so that it opens in the right colour. */
import { useSyncExternalStore } from 'react'

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]
export const sizes = ['normal', 'large'] as const
export type Size = (typeof sizes)[number]

export const slips = ['80mm', 'a5'] as const
export type Slip = (typeof slips)[number]

export type Appearance = { theme: Theme; size: Size; slip: Slip }

const listeners = new Set<() => void>()
let appearance = read()
apply()

function read(): Appearance {
  const root = document.documentElement.dataset
  const stored = { theme: localStorage.getItem('theme'), size: localStorage.getItem('size') }
  return {
    theme: themes.find((one) => one === (stored.theme ?? root.theme)) ?? 'light',
    size: sizes.find((one) => one === stored.size) ?? 'normal',
    slip: slips.find((one) => one === localStorage.getItem('slip')) ?? '80mm',
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
  localStorage.setItem('slip', appearance.slip)
  apply()
  for (const listener of listeners) listener()
}

/** As it is now, for what happens outside a screen. Large letters on the screen mean a large slip. */
export const slipWish = (): { size: Slip; large: boolean } => ({
  size: appearance.slip,
  large: appearance.size === 'large',
})

const now = (): Appearance => appearance

export const useAppearance = (): Appearance =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    now,
    now,
  )
