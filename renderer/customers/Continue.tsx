/** The visit joins the old case: what was typed goes into its history, this draft is closed, and the customer gets a slip. */
import { Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, EarlierCase } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { printDuplicate } from '../queue/duplicate.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useOnward } from '../window/onward.ts'

export function Continue({
  earlier,
  draft,
  open,
  onClose,
}: {
  earlier: EarlierCase
  draft: Draft
  open: OpenDraft
  onClose: () => void
}) {
  const { t } = useTranslation('customers')
  const { t: tQueue } = useTranslation('queue')
  const onward = useOnward()
  const [words, setWords] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const command = useRef(newCommand())
  const busy = useRef(false)
  const note = async () => {
    if (busy.current) return
    busy.current = true
    const go = onward()
    try {
      // The branch takes what it has stored: with trouble here it would note something other than the screen shows.
      const trouble = await open.flush()
      if (trouble) return setRefused(trouble.code)
      const wish = { case: earlier.id, command: command.current, draft: draft.id, words: words.trim() }
      const answer = await api.cases.noteVisit(wish)
      if (!answer.ok) return setRefused(answer.refusal.code)
      await queryClient.invalidateQueries({ queryKey: ['drafts'] })
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
      go(`/case/${earlier.id}`)
      await printDuplicate(earlier.id, tQueue)
    } catch {
      setRefused('unreachable')
    } finally {
      busy.current = false
    }
  }
  useKeys([['ctrl+Enter', () => void note()]], { inDialog: true })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('continueTitle', { number: earlier.number })}
      size={560}
      withCloseButton={false}
    >
      <p className="m">{t('continueSay')}</p>
      <label className="why-label" htmlFor="visit-words">
        {t('words')}
      </label>
      <textarea
        id="visit-words"
        className="in why-words"
        data-autofocus
        rows={3}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {refused && (
        <p className="bad" role="alert">
          {t(`refused.${refused}`)}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={() => void note()}>
          {t('note')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
