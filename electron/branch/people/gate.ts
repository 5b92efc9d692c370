/**
 * The PIN of each person at this computer. Every try is counted as wrong, on the disk, before it is checked: of many at
 * once each finds the count of the one before. Waits are counted in the program's own running time, so that neither a
 * clock that is set nor a restart shortens one; after too many wrong PINs somebody else has to let the person in.
 */
import { type EntryRule, FREE_TRIES, helpersOf, type Known, waitAfter } from '../../../domain/people/entry.ts'
import { isPin } from '../../../trust/pin.ts'
import { storageFailure } from '../storage.ts'
import { entryOf, known, memberOf, noteTries } from '../store/people.ts'
import type { Db } from '../store/sql.ts'

export type Shut =
  | { code: 'wrongPin'; triesUntilWait: number }
  | { code: 'wait'; seconds: number }
  | { code: 'unknownPerson' }
  /** Nobody has chosen a PIN for him at this computer. */
  | { code: 'noPin' }
  /** Too many wrong ones: somebody has to let him in. */
  | { code: 'barred' }

export type Checked = { ok: true; temporary: boolean } | { ok: false; refusal: Shut }

export type Gate = {
  check(person: string, pin: string): Promise<Checked>
  /** Who may let this person in, where he is barred; else nobody. */
  helpers(person: Known, people: readonly Known[]): Known[]
  /** Wrong PINs are forgotten. In the caller's transaction. */
  open(person: string): void
}

type Needs = {
  db: Db
  /** Milliseconds of the program's running time; goes forward only. */
  uptime: () => number
  rule: () => EntryRule
}

export function openGate({ db, uptime, rule }: Needs): Gate {
  const started = uptime()
  /** When the last wrong PIN was typed; before the first of this run all waits begin anew. */
  const wrongAt = new Map<string, number>()
  /** For a disk that takes nothing: what it could not note counts until the program ends. */
  const triesHere = new Map<string, number>()

  const triesOf = (id: string) => Math.max(entryOf(db, id).wrong_tries, triesHere.get(id) ?? 0)
  const helpers = (id: string, people: readonly Known[]) =>
    triesOf(id) >= rule().barAfter ? helpersOf(id, people, rule()) : []
  const isBarred = (id: string, people: readonly Known[]) => helpers(id, people).length > 0

  /** A disk that takes nothing must not keep people from signing in and seeing why. */
  const note = (id: string, tries: number, waitMs: number) => {
    triesHere.set(id, tries)
    wrongAt.set(id, uptime())
    try {
      noteTries(db, id, tries, waitMs)
    } catch (error) {
      if (storageFailure(error) === null) throw error
    }
  }
  const refuse = (refusal: Shut): Checked => ({ ok: false, refusal })

  return {
    helpers: (person, people) => helpers(person.id, people),
    open(id) {
      noteTries(db, id, 0, 0)
      triesHere.delete(id)
      wrongAt.delete(id)
    },
    async check(id, pin) {
      const person = memberOf(db, id)
      if (!person || person.retired) return refuse({ code: 'unknownPerson' })
      const entry = entryOf(db, id)
      if (entry.pin === null) return refuse({ code: 'noPin' })
      const people = known(db)
      if (isBarred(id, people)) return refuse({ code: 'barred' })
      const passed = Math.max(0, uptime() - (wrongAt.get(id) ?? started))
      const waiting = entry.wait_ms - passed
      if (waiting > 0) return refuse({ code: 'wait', seconds: Math.ceil(waiting / 1000) })
      const tries = triesOf(id) + 1
      const waitS = waitAfter(tries, helpersOf(id, people, rule()).length > 0, rule())
      note(id, tries, waitS * 1000)
      if (await isPin(pin, entry.pin)) {
        note(id, 0, 0)
        return { ok: true, temporary: entry.temporary !== 0 }
      }
      if (isBarred(id, known(db))) return refuse({ code: 'barred' })
      if (waitS > 0) return refuse({ code: 'wait', seconds: waitS })
      return refuse({ code: 'wrongPin', triesUntilWait: FREE_TRIES - tries })
    },
  }
}
