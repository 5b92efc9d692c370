/** A new person, or another name or role of one who is there. The role counts from his next command on, wherever he is signed in. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { role as roles } from '../../domain/people/person.ts'
import type { MemberShown } from '../../electron/contract.ts'
import { Segments } from '../ui/Segments.tsx'
import { useChange } from './changing.ts'
import { StaffDialog } from './StaffDialog.tsx'
import { StaffField } from './StaffField.tsx'

const fields = ['lastName', 'firstName', 'patronymic'] as const

type Props = { person: MemberShown | null; onClose: () => void; onPin: (person: string, pin: string) => void }

export function PersonDialog({ person, onClose, onPin }: Props) {
  const { t } = useTranslation('people')
  const [names, setNames] = useState({
    lastName: person?.lastName ?? '',
    firstName: person?.firstName ?? '',
    patronymic: person?.patronymic ?? '',
  })
  const [role, setRole] = useState(person?.role ?? 'clerk')
  const { send, refused, code } = useChange((done) => {
    if (done.pin !== null) onPin(done.person, done.pin)
    onClose()
  })
  // Said of these names only: other ones are asked about anew.
  const [asked, setAsked] = useState('')
  const typed = JSON.stringify(names)
  const another = code === 'namesake' && asked === typed
  const save = () => {
    setAsked(typed)
    void send(
      person
        ? { do: 'changePerson', person: person.id, ...names, role, another }
        : { do: 'addPerson', ...names, role, another },
    )
  }
  return (
    <StaffDialog
      title={t(person ? 'change' : 'add')}
      size={560}
      send={t(another ? 'anotherPerson' : person ? 'save' : 'addNow')}
      refused={code === 'namesake' && !another ? null : refused}
      onSend={save}
      onClose={onClose}
    >
      {fields.map((field) => (
        <StaffField
          key={field}
          label={t(`name.${field}`)}
          value={names[field]}
          onValue={(value) => setNames({ ...names, [field]: value })}
          most={100}
          first={field === 'lastName'}
        />
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
    </StaffDialog>
  )
}
