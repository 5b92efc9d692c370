/**
 * No customer is left without proof unnoticed: Enter goes on to the next one only when the slip is out or the clerk has said
 * that he wrote it by hand. Nothing else waits: every other key leaves, and the banner names the case.
 */
import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../electron/contract.ts'
import type { SlipPrint } from './printSlip.ts'

export type Lack = 'printing' | 'byHand'

/** What the customer still lacks. A slip of which nobody knows whether it came out is no proof. */
export function lackOf(print: SlipPrint['state'], printed: number, written: boolean): Lack | null {
  if (print === 'printing') return 'printing'
  return print === 'printed' || printed > 0 || written ? null : 'byHand'
}

const SAID = 'no-proof'
const SAID_MS = 6_000

/** The ticks of the hands, and what stands between this customer and the next one. */
export function useProof({ case: id, printed }: Receipt, { state }: SlipPrint) {
  const { t } = useTranslation('receipt')
  const [ticked, setTicked] = useState<string[]>([])
  const lack = lackOf(state, printed, ticked.includes('byHand'))
  // What was said is over with its reason, and with the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another case, or another lack, that makes what was said old
  useEffect(() => () => void notifications.hide(SAID), [id, lack])
  return {
    ticked,
    lack,
    tick: (key: string) =>
      setTicked((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key])),
    say(why: Lack) {
      notifications.show({ id: SAID, color: 'orange', message: t(`lack.${why}`), autoClose: SAID_MS })
      if (why === 'byHand') document.querySelector<HTMLElement>('.hands input')?.focus()
    },
  }
}
export type Proof = ReturnType<typeof useProof>
