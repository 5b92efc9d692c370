/**
 * Asking for consent: one question at a time, the answer is read again from the branch each time. A code lives in the
 * field and in one call, nowhere else; the demo's message lives as long as the screen.
 */
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ConsentState } from '../../electron/contract.ts'
import { api, newCommand, queries, queryClient } from '../api.ts'
import { intention } from './intention.ts'
import { type Message, messageFor, messageOf } from './message.ts'

export type Of = { draft: string } | { case: string } | { withdrawal: string }

export type Consenting = {
  state: ConsentState | null | undefined
  busy: boolean
  /** Why the last question came to nothing: a key of `consent.json` under `refused`. */
  refusal: string | null
  /** No way to headquarters just now, as the ledge or the last question says. */
  offline: boolean
  /** The ledge says it: asking would come to nothing. What a question only met is tried again. */
  cut: boolean
  /** What the customer's phone would show of the code that is asked for now. */
  demoMessage: string | null
  request(phone: number): Promise<void>
  check(request: string, code: string): Promise<void>
  sign(paper: string): Promise<void>
  /** Before the registration only. */
  takeBack(paper: string): Promise<void>
}

type Answer = { ok: true; request?: string; demoMessage?: string } | { ok: false; refusal: { code: string } }

export function useConsent(of: Of, needed: boolean, flush?: () => Promise<unknown>): Consenting {
  const [id] = Object.values(of)
  const { data: state } = useQuery({ ...queries.consent(of), enabled: needed })
  const { data: exchange } = useQuery(queries.exchange)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [message, setMessage] = useState<Message | null>(null)
  const running = useRef(false)
  const [signing] = useState(() => intention(newCommand))
  const storing = useRef(flush)
  storing.current = flush

  const ask = async (question: () => Promise<Answer>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setRefusal(null)
    try {
      // The branch judges what it has stored, so what stands on the screen goes first.
      await storing.current?.()
      const answer = await question()
      if (answer.ok) setMessage((before) => messageOf(answer) ?? before)
      else setRefusal(answer.refusal.code)
    } catch {
      setRefusal('unreachable')
    } finally {
      running.current = false
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: ['consents', id] })
    }
  }
  const sign = (signed: boolean, paper: string) =>
    ask(async () => {
      const command = signing.commandFor(JSON.stringify([of, signed, paper]))
      const answer = await api.consent.sign({ of, signed, paper, command })
      signing.answered()
      return answer
    })
  const cut = exchange ? exchange.state === 'offline' || exchange.state === 'notEnrolled' : false
  return {
    state,
    busy,
    refusal: refusal === 'deferred' ? null : refusal,
    cut,
    offline: cut || refusal === 'deferred',
    demoMessage: messageFor(state, message),
    request: (phone) => ask(() => api.consent.request({ of, phone })),
    check: (request, code) => ask(() => api.consent.check({ request, code })),
    sign: (paper) => sign(true, paper),
    takeBack: (paper) => sign(false, paper),
  }
}
