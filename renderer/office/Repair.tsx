/** What was put right, in words, and the case that was registered anew in its place. The refused record stays as it is. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import { StaffDialog } from '../people/StaffDialog.tsx'
import { StaffField } from '../people/StaffField.tsx'

export type Stuck = Exchange['stuck'][number]

export function Repair({ one, onClose }: { one: Stuck; onClose: () => void }) {
  const { t } = useTranslation('office')
  const [command] = useState(newCommand)
  const [words, setWords] = useState('')
  const [number, setNumber] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const send = async () => {
    if (one.case === null || one.refused === null) return
    const { entry } = one.refused
    const act = { do: 'repairRefused' as const, command, entry, words, instead: number.trim() || null }
    const answer = await api.cases
      .act({ case: one.case, act })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    if (!answer.ok) return setRefused(answer.refusal.code)
    await queryClient.invalidateQueries({ queryKey: ['exchange'] })
    onClose()
  }
  return (
    <StaffDialog
      title={t('repair.title', { number: one.number ?? t('noNumber') })}
      say={t('repair.say')}
      size={560}
      send={t('repair.send')}
      refused={refused && t(`acts:refused.${refused}`)}
      onSend={() => void send()}
      onClose={onClose}
    >
      <StaffField label={t('repair.words')} value={words} onValue={setWords} most={2000} first />
      <StaffField label={t('repair.number')} value={number} onValue={setNumber} most={40} number />
    </StaffDialog>
  )
}
