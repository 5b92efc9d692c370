import type { TrayItem } from '../../electron/contract.ts'

/**
 * The papers that one key takes into the cases which their codes name. Only with a sheet of the pile before one's eyes:
 * nothing is filed that nobody looks at. A single one is confirmed by itself.
 */
export function pileToConfirm(items: readonly TrayItem[], shown: TrayItem | undefined): string[] {
  if (shown?.state !== 'proposed') return []
  const proposed = items.filter(({ state }) => state === 'proposed').map(({ id }) => id)
  return proposed.length > 1 ? proposed : []
}
