/** One change of the people, as a dialog makes it: sent once, its refusal in words, its temporary PIN shown by whoever asked. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { PeopleChanged, peopleWish } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'

type Wish = z.infer<typeof peopleWish>
/** The command's id is minted here, once for each dialog. */
export type Change = Wish extends infer One ? (One extends Wish ? Omit<One, 'command'> : never) : never
type Done = Extract<PeopleChanged, { ok: true }>
type Refusal = Extract<PeopleChanged, { ok: false }>['refusal'] | { code: 'unreachable' }

export function useChange(onDone: (done: Done) => void) {
  const { t } = useTranslation('people')
  const [command] = useState(newCommand)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (change: Change) => {
    if (busy) return
    setBusy(true)
    const answer = await api.people
      .change({ ...change, command } as Wish)
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
      .finally(() => setBusy(false))
    setRefusal(answer.ok ? null : answer.refusal)
    if (!answer.ok) return
    onDone(answer)
    await queryClient.invalidateQueries({ queryKey: ['people'] })
  }
  const words = () => {
    if (refusal === null) return null
    if (refusal.code === 'wrongName') return t(`refused.wrongName.${refusal.field}`)
    if (refusal.code === 'namesake') return t('refused.namesake', { role: t(`ui:role.${refusal.role}`) })
    if (refusal.code === 'badgeTaken') return t('refused.badgeTaken', { by: refusal.by })
    return t(`refused.${refusal.code}`)
  }
  return { send, refused: words(), code: refusal?.code ?? null }
}
