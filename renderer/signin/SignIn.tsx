/** Who works at this window? Tiles with keys, then the PIN, which is checked on this computer: no network is needed. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../api.ts'
import { languages, useLanguage } from '../i18n.ts'
import { type Keys, useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Parts.tsx'
import { Top } from '../window/Top.tsx'
import type { Workspace } from '../window/workspace.ts'
import { chooseLanguage, useNextLanguage } from './language.ts'
import { inOrder } from './order.ts'
import { People } from './People.tsx'
import { PinForm } from './PinForm.tsx'
import './signin.css'
import { ShortLedge, Where } from './Where.tsx'

const lastPerson = 'lastPerson'

export function SignIn({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('signin')
  const { data } = useQuery(queries.people)
  const people = useMemo(() => inOrder(data ?? []), [data])
  const [lit, setLit] = useState(() => localStorage.getItem(lastPerson))
  const pin = useRef<HTMLInputElement>(null)
  const person = people.find((one) => one.id === lit) ?? people[0]
  const nextLanguage = useNextLanguage()
  const pick = (id: string | undefined) => {
    setLit(id ?? null)
    // The field of the newly picked person stands only after this render.
    setTimeout(() => pin.current?.focus())
  }
  const move = (by: number) => {
    const at = people.findIndex((one) => one.id === person?.id)
    setLit(people[(at + by + people.length) % people.length]?.id ?? null)
  }
  const keys: Keys = [
    ['F11', () => void nextLanguage()],
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    ['Enter', () => (document.activeElement === pin.current ? pin.current?.form?.requestSubmit() : pick(person?.id))],
    ['Escape', () => pin.current?.blur()],
    ...people.slice(0, 9).map((one, i) => [`Digit${i + 1}`, () => pick(one.id)] as const),
  ]
  // The PIN follows the digit of the tile at once.
  useKeys(keys, { atOnce: true })
  return (
    <div className="win bare">
      <Top>
        <LanguageChoice />
      </Top>
      <main className="signin">
        <Where workspace={workspace} />
        <section className="card">
          <h1>{t('who')}</h1>
          <People people={people} person={person} onPick={(one) => pick(one.id)} />
          {person && (
            <PinForm
              key={person.id}
              person={person}
              field={pin}
              onSignedIn={() => localStorage.setItem(lastPerson, person.id)}
            />
          )}
        </section>
      </main>
      <ShortLedge workspace={workspace} />
    </div>
  )
}

function LanguageChoice() {
  const { t } = useTranslation('ui')
  const chosen = useLanguage()
  return (
    <span className="languages">
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === chosen}
          className={one === chosen ? 'on' : ''}
          onClick={() => void chooseLanguage(one)}
        >
          {t(`languageName.${one}`)}
        </button>
      ))}
      <Key>F11</Key>
    </span>
  )
}
