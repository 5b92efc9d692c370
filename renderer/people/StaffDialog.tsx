/** What the dialogs about a person have in common: Enter in any field sends, Esc leaves, and a refusal stands above the two. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Parts.tsx'
import './people.css'

type Props = {
  title: string
  /** A sentence under it. */
  say?: string
  size: number
  /** The word on the button that sends. */
  send: string
  refused: string | null
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

export function StaffDialog({ title, say, size, send, refused, onSend, onClose, children }: Props) {
  const { t } = useTranslation('people')
  return (
    <Modal opened onClose={onClose} withCloseButton={false} title={title} size={size}>
      {say && <p className="m">{say}</p>}
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault()
          onSend()
        }}
      >
        {children}
        {/* Enter in a field sends the form. */}
        <input type="submit" hidden />
        {refused && (
          <p className="bad" role="alert">
            {refused}
          </p>
        )}
        <div className="choices">
          <Button look="go" keyName="Enter" onClick={onSend}>
            {send}
          </Button>
          <Button look="quiet" keyName="Esc" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
