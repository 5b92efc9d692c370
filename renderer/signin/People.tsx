/** The people of this branch, each with a key. Arrows move the light, digits pick, the rest of the typing is the PIN. */
import { useTranslation } from 'react-i18next'
import type { PersonTile } from '../../electron/contract.ts'
import { Key } from '../ui/Parts.tsx'

export function People({
  people,
  person,
  onPick,
}: {
  people: PersonTile[]
  person: PersonTile | undefined
  onPick: (person: PersonTile) => void
}) {
  const { t } = useTranslation('signin')
  return (
    <ul className="people" aria-label={t('who')}>
      {people.map((one, i) => (
        <li key={one.id}>
          <button
            type="button"
            className={one.id === person?.id ? 'lit' : ''}
            aria-pressed={one.id === person?.id}
            onClick={() => onPick(one)}
          >
            <span className="initials" aria-hidden>
              {one.initials}
            </span>
            <span className="name">
              <b>{one.fullName}</b>
              <small>{t(`ui:role.${one.role}`)}</small>
            </span>
            {one.demoPin && <span className="s quiet n">{t('demoPin', { pin: one.demoPin })}</span>}
            {i < 9 && <Key>{i + 1}</Key>}
          </button>
        </li>
      ))}
    </ul>
  )
}
