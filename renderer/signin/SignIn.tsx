/**
 * Who works at this window? Tiles with keys or a badge, then the PIN, which is checked on this computer: no network is
 * needed. A badge only picks the person: it lets nobody in.
 */
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inOrder } from '../../domain/people/order.ts'
import type { PersonTile } from '../../electron/contract.ts'
import { api, queries } from '../api.ts'
import { languages, useLanguage } from '../i18n.ts'
import { type Keys, useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Parts.tsx'
import { News } from '../window/News.tsx'
import { Top } from '../window/Top.tsx'
import type { Workspace } from '../window/workspace.ts'
import { useBadge } from './badge.ts'
import { lastPerson } from './entering.ts'
import { FirstManager } from './FirstManager.tsx'
import { FirstPin, LetIn } from './Helped.tsx'
import { chooseLanguage, useNextLanguage } from './language.ts'
import { People } from './People.tsx'
import { PinForm } from './PinForm.tsx'
import './signin.css'
import { ShortLedge, Where } from './Where.tsx'

export function SignIn({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('signin')
  const { data } = useQuery(queries.people)
  const { data: entry } = useQuery(queries.entry)
  const { data: current } = useQuery(queries.current)
  const [badge, setBadge] = useState({ scans: 0, unknown: false, picked: false })
  const people = useMemo(() => inOrder(data ?? []), [data])
  const [lit, setLit] = useState(() => localStorage.getItem(lastPerson))
  const pin = useRef<HTMLInputElement>(null)
  const person = people.find((one) => one.id === lit) ?? people[0]
  const nextLanguage = useNextLanguage()
  const pick = (id: string | undefined) => {
    setLit(id ?? null)
    setBadge((before) => ({ ...before, unknown: false, picked: false }))
    // The field of the newly picked person stands only after this render.
    setTimeout(() => pin.current?.focus())
  }
  const move = (by: number) => {
    setBadge((before) => ({ ...before, picked: false }))
    const at = people.findIndex((one) => one.id === person?.id)
    setLit(people[(at + by + people.length) % people.length]?.id ?? null)
  }
  const keys: Keys = [
    ['F11', () => void nextLanguage()],
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    ['Enter', () => (formAtHand() ? formAtHand()?.requestSubmit() : pick(person?.id))],
    ['Escape', () => document.activeElement instanceof HTMLElement && document.activeElement.blur()],
    ...people.slice(0, 9).map((one, i) => [`Digit${i + 1}`, () => pick(one.id)] as const),
  ]
  useBadge((number) => {
    const seen = async () => {
      const answer = await api.session.badge({ number })
      // What the scanner typed into a field goes with it: a new form stands for each scan.
      setBadge(({ scans }) => ({ scans: scans + 1, unknown: !answer.ok, picked: answer.ok }))
      if (answer.ok) setLit(answer.person)
    }
    void seen().catch(() => undefined)
  })
  // The PIN follows the digit of the tile at once.
  useKeys(keys, { atOnce: true })
  return (
    <div className="win bare">
      <Top>
        <LanguageChoice />
      </Top>
      <main className="signin">
        <News />
        <Where workspace={workspace} />
        <section className="card">
          {current?.ended && (
            <p className="ended" role="status">
              {t(`ended.${current.ended}`)}
            </p>
          )}
          {entry?.first && <FirstManager />}
          {!entry?.first && <h1>{t('who')}</h1>}
          {people.length > 0 && <People people={people} person={person} onPick={(one) => pick(one.id)} />}
          {badge.unknown && (
            <p className="note bad" role="alert">
              {t('badge.unknown')}
            </p>
          )}
          {person && !entry?.first && (
            <Entry
              key={`${person.id} ${person.entry.state} ${badge.scans}`}
              person={person}
              field={pin}
              picked={badge.picked}
            />
          )}
        </section>
      </main>
      <ShortLedge workspace={workspace} />
    </div>
  )
}

/** The form in which somebody types. */
function formAtHand(): HTMLFormElement | null {
  const at = document.activeElement
  return at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.form : null
}

type EntryProps = { person: PersonTile; field: RefObject<HTMLInputElement | null>; picked: boolean }

/** What this person needs to come in. */
function Entry({ person, field, picked }: EntryProps) {
  switch (person.entry.state) {
    case 'pin':
      return <PinForm person={person} field={field} picked={picked} />
    case 'barred':
      return <LetIn person={person} />
    case 'vouched':
    case 'alone':
      return <FirstPin person={person} />
    default:
      return person.entry.state satisfies never
  }
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
