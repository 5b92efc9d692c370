/** A branch that has nobody yet: its manager makes himself known, once; he takes in all others (F9, People). */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, newCommand } from '../api.ts'
import { NewPin } from './NewPin.tsx'

const fields = ['lastName', 'firstName', 'patronymic'] as const

export function FirstManager() {
  const { t } = useTranslation('signin')
  const [names, setNames] = useState({ lastName: '', firstName: '', patronymic: '' })
  const [command] = useState(newCommand)
  return (
    <>
      <h1>{t('first.title')}</h1>
      <p className="m">{t('first.say')}</p>
      <NewPin title={t('first.names')} whose="" send={(pin) => api.session.begin({ command, ...names, pin })}>
        <div className="pin-names">
          {fields.map((field) => (
            <div className="f" key={field}>
              <label htmlFor={`first-${field}`}>
                <span>{t(`first.${field}`)}</span>
              </label>
              <input
                id={`first-${field}`}
                className="in"
                autoComplete="off"
                maxLength={100}
                // A patronymic, and a given name where there is none, may stay empty.
                data-free={field === 'lastName' ? undefined : ''}
                value={names[field]}
                onChange={(event) => setNames({ ...names, [field]: event.currentTarget.value })}
              />
            </div>
          ))}
        </div>
      </NewPin>
    </>
  )
}
