/** A person's number was looked for: how many cases there are, and the way to them, which asks why. */
import { useTranslation } from 'react-i18next'
import type { PersonNumber } from '../../electron/contract.ts'
import { Button } from '../ui/Parts.tsx'

export type FoundNumber = PersonNumber & { count: number }

export const personPath = ({ kind, value }: PersonNumber): string => `/person/${kind}/${encodeURIComponent(value)}`

export function FoundPerson({ person, onOpen }: { person: FoundNumber; onOpen: () => void }) {
  const { t } = useTranslation('customers')
  const who = t(`who.${person.kind}`, { end: person.value.slice(-4) })
  return (
    <div>
      <h2>
        {who}: {t('cases', { count: person.count })}
      </h2>
      <p className="m">{t(person.count > 0 ? 'found' : 'foundNone')}</p>
      {person.count > 0 && (
        <p>
          <Button look="go" keyName="Enter" onClick={onOpen}>
            {t('sayWhy')}
          </Button>
        </p>
      )}
    </div>
  )
}
