/** What the sign-in screen does with an answer: a person who proved himself goes to his own screen, a refusal is put in words. */

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entered, PersonTile } from '../../electron/contract.ts'
import { queries, queryClient } from '../api.ts'
import { goToPlaceOf } from '../window/places.ts'
import { noteSignedIn } from '../window/writer.ts'

type Refusal = Extract<Entered, { ok: false }>['refusal'] | { code: 'unreachable' }
/** `until`: of this page's running time. */
type Shown = Refusal & { until?: number }

export const lastPerson = 'lastPerson'

/** The person is at the window now. */
export async function enter(person: PersonTile): Promise<void> {
  noteSignedIn()
  localStorage.setItem(lastPerson, person.id)
  goToPlaceOf(person.id)
  await queryClient.invalidateQueries({ queryKey: ['session'] })
}

/** The last refusal, with what is left of a wait. */
export function useRefusal() {
  const [refusal, setRefusal] = useState<Shown | null>(null)
  const wait = refusal && waitIn(refusal)
  const seconds = useSecondsUntil(refusal?.until ?? null)
  return {
    refusal,
    seconds: wait === null ? 0 : seconds,
    refuse(next: Refusal | null) {
      const left = next && waitIn(next)
      setRefusal(next && (left === null ? next : { ...next, until: performance.now() + left * 1000 }))
      if (next && (next.code === 'barred' || next.code === 'noPin' || next.code === 'unknownPerson'))
        void queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  }
}

function waitIn(refusal: Refusal): number | null {
  if (refusal.code === 'helper') return refusal.why.code === 'wait' ? refusal.why.seconds : null
  return refusal.code === 'wait' ? refusal.seconds : null
}

/** Whole seconds until a moment of the page's running time; 0 when it has passed. */
function useSecondsUntil(until: number | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === null) return setLeft(0)
    const look = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)))
    look()
    const timer = setInterval(look, 250)
    return () => clearInterval(timer)
  }, [until])
  return left
}

/** A refusal in words. */
export function useRefusalWords(): (refusal: Refusal, seconds: number) => string {
  const { t } = useTranslation('signin')
  const { data: entry } = useQuery(queries.entry)
  const waitWords = (seconds: number) => {
    if (seconds <= 0) return t('again')
    return seconds > 90 ? t('waitMinutes', { count: Math.ceil(seconds / 60) }) : t('wait', { count: seconds })
  }
  return (refusal, seconds) => {
    switch (refusal.code) {
      case 'wrongPin':
        return t('wrongPin', { count: refusal.triesUntilWait })
      case 'wait':
        return waitWords(seconds)
      case 'wrongLength':
        return t('refused.wrongLength', { least: entry?.leastDigits ?? 4 })
      case 'wrongName':
        return t(`refused.wrongName.${refusal.field}`)
      case 'helper':
        return refusal.why.code === 'wait' ? waitWords(seconds) : t(`refused.helper.${refusal.why.code}`)
      default:
        return t(`refused.${refusal.code}`)
    }
  }
}
