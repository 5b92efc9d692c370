/**
 * One panel of a case: which is open, and how what it says is sent. The id of its command is minted when it opens and goes
 * with what is typed, so that asking again after silence has one effect.
 */
import { useRef, useState } from 'react'
import type { Act, ActRefusal, CaseDetail } from '../../electron/contract.ts'
import { api, newCommand, queries, queryClient } from '../api.ts'
import { useDesk } from '../window/workspace.ts'
import { forget, keptOnce } from './kept.ts'

export type Refusal = ActRefusal | { code: 'unreachable' }
/** What a panel says: the rest it does not know. */
export type Wish = Act extends infer One ? (One extends Act ? Omit<One, 'command'> : never) : never

/** Everything kept of one panel of one case; what it is about where there may be several. */
export function usePanelKey(id: string): (panel: string, about?: string) => string {
  const { person } = useDesk()
  return (panel, about = '') => `${person.id} ${id} ${panel}${about && ` ${about}`}`
}

export function useActing(detail: Pick<CaseDetail, 'row' | 'seen'>, under: string, onDone: () => void) {
  const { id } = detail.row
  const { person } = useDesk()
  const [refused, setRefused] = useState<Refusal | null>(null)
  const busy = useRef(false)
  const send = async (wish: Wish): Promise<void> => {
    if (busy.current) return
    busy.current = true
    const command = keptOnce(under, 'command', newCommand)
    const answer = await api.cases
      .act({ case: id, act: { ...wish, command } as Act, on: { person: person.id, seen: detail.seen } })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    busy.current = false
    await queryClient.invalidateQueries({ queryKey: queries.detail(id).queryKey })
    if (!answer.ok) return setRefused(answer.refusal)
    forget(under)
    onDone()
  }
  return { send, refused }
}
