/** What a person has counted and said before closing; kept while the screen is open, and judged as the branch will judge it. */
import { useRef, useState } from 'react'
import { isReason } from '../../domain/forms/procedure.ts'
import { differingKeys } from '../../domain/shifts/close.ts'
import type { Counted, CountedByHand } from '../../domain/shifts/figures.ts'
import type { ShiftState } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { useKept } from '../case/kept.ts'

export type Explanation = { words: string; cases: string[] }
type Answer = Awaited<ReturnType<typeof api.shifts.close>>
export type CloseRefusal = Extract<Answer, { ok: false }>['refusal'] | { code: 'unreachable' }

/** A whole number; whatever else stands there is no count. */
const amount = (typed: string | undefined): number | undefined =>
  /^\s*\d{1,5}\s*$/.test(typed ?? '') ? Number(typed) : undefined

export function useClosing(shift: ShiftState) {
  const command = useRef(newCommand())
  const [typed, setTyped] = useKept<Partial<Record<Counted, string>>>('counted', {})
  const [explained, setExplained] = useKept<Partial<Record<Counted, Explanation>>>('explained', {})
  const [pin, setPin] = useState('')
  const [handedTo, setHandedTo] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<CloseRefusal | null>(null)

  const counted: CountedByHand = Object.fromEntries(
    shift.toCount.flatMap((key) => {
      const count = amount(typed[key])
      return count === undefined ? [] : [[key, count]]
    }),
  )
  const notCounted = shift.toCount.filter((key) => counted[key] === undefined)
  const differing = differingKeys(shift.figures, counted).filter((key) => !notCounted.includes(key))
  const notExplained = differing.filter((key) => !isReason(explained[key]?.words))
  const isSurplus = (key: Counted) => (counted[key] ?? 0) > shift.figures[key]
  const ready = shift.figures.drafts === 0 && notCounted.length === 0 && notExplained.length === 0

  return {
    ...{ typed, explained, pin, handedTo, refusal, counted, notCounted, differing, notExplained, ready },
    setPin,
    setHandedTo,
    isSurplus,
    count: (key: Counted, text: string) => setTyped({ ...typed, [key]: text.slice(0, 8) }),
    explain: (key: Counted, one: Explanation) => setExplained({ ...explained, [key]: one }),
    async close(): Promise<boolean> {
      const answer = await api.shifts
        .close({ command: command.current, pin, counted, explained, handedTo })
        .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
      setRefusal(answer.ok ? null : answer.refusal)
      setPin('')
      return answer.ok
    },
  }
}
export type Closing = ReturnType<typeof useClosing>
