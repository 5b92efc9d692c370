/** A new person, or another name or role of one who is there. The role counts from his next command on, wherever he is signed in. */
import { Modal } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { role as roles } from '../../domain/people/person.ts'
import type { MemberShown } from '../../electron/contract.ts'
import { Button } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useChange } from './changing.ts'

const fields = ['lastName', 'firstName', 'patronymic'] as const

type Props = { person: MemberShown | null; onClose: () => void; onPin: (person: string, pin: string) => void }

export function PersonDialog({ person, onClose, onPin }: Props) {
  const { t } = useTranslation('people')
  const id = useId()
  const [names, setNames] = useState({
    lastName: person?.lastName ?? '',
    firstName: person?.firstName ?? '',
    patronymic: person?.patronymic ?? '',
  })
  const [role, setRole] = useState(person?.role ?? 'clerk')
  const { send, refused } = useChange((done) => {
    if (done.pin !== null) onPin(done.person, done.pin)
    onClose()
  })
  const save = () =>
    void send(person ? { do: 'changePerson', person: person.id, ...names, role } : { do: 'addPerson', ...names, role })
  return (
    <Modal opened onClose={onClose} withCloseButton={false} title={t(person ? 'change' : 'add')} size={560}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {fields.map((field) => (
          <div className="f" key={field}>
            <label htmlFor={`${id}-${field}`}>
              <span>{t(`name.${field}`)}</span>
            </label>
            <input
              id={`${id}-${field}`}
              className="in"
              autoComplete="off"
              maxLength={100}
              value={names[field]}
              data-autofocus={field === 'lastName' || undefined}
              onChange={(event) => setNames({ ...names, [field]: event.currentTarget.value })}
            />
          </div>
        ))}
        <div className="f">
          <span className="label">{t('role')}</span>
          <Segments
            label={t('role')}
            options={roles.options.map((one) => ({ value: one, label: t(`ui:role.${one}`) }))}
            value={role}
            onChange={(one) => setRole(roles.parse(one))}
          />
        </div>
        {person && <p className="m">{t('roleAtOnce')}</p>}
        {/* Enter in a field sends the form. */}
        <input type="submit" hidden />
        {refused && (
          <p className="bad" role="alert">
            {refused}
          </p>
        )}
        <div className="choices">
          <Button look="go" keyName="Enter" onClick={save}>
            {t(person ? 'save' : 'addNow')}
          </Button>
          <Button look="quiet" keyName="Esc" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
