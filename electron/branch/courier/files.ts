/**
 * Carries files while the courier has nothing else to do: first those that somebody waits for, then up, those of the oldest
 * case first, then down what other computers took in. It ends at once when something was recorded, and is begun anew after
 * each good exchange; what cannot go now is left for later, and a file that is gone keeps no other one waiting.
 */

import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { attachment } from '../../../domain/cases/events.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { hashOf } from '../attachments/arriving.ts'
import { keptFile } from '../attachments/places.ts'
import { type Branch, utcNow } from '../branch.ts'
import { fileFailure, storageFailure } from '../storage.ts'
import {
  askedBefore,
  type Content,
  elsewhereSince,
  mark,
  markOf,
  namingAfter,
  noteElsewhere,
  toCarry,
  unmark,
} from '../store/carriage.ts'
import { certificateOf } from '../store/certificates.ts'
import { fileOf } from '../store/files.ts'
import { setSetting, setting } from '../store/settings.ts'
import { takeFile } from './download.ts'
import { type FileFetch, openFileDoor } from './fileDoor.ts'
import type { Failure, Link } from './link.ts'
import { openPace } from './pace.ts'
import { sendFile } from './upload.ts'

/** What headquarters, or this disk, cannot do now is tried again after so long. */
const LATER_MS = 5 * 60_000
const ASKED_AT_ONCE = 100
/** Nobody at the window notices so many, so often. */
const ROWS_AT_ONCE = 500
const READ_AT_ONCE = 4
const FIRST_PAUSE_MS = 500
const MOST_PAUSE_MS = 16_000
const DAY_MS = 86_400_000

export type Carrying = {
  /** Whether there is anything to do; nothing is asked where not. */
  hasWork(): boolean
  /** `end` breaks it off at once, `goOn` is asked between two pieces. */
  carry(link: Link, end: AbortSignal, goOn: () => boolean): Promise<void>
}

export function openCarrying(branch: Branch, url: string, fetch: FileFetch): Carrying {
  const { db, carriage } = branch
  const rule = () => branch.knowledge.rules.files
  const pace = openPace(rule)
  /** Until when a file, or everything (''), is left alone; of this process's running time. */
  const resting = new Map<string, number>()
  const rest = (sha256: string, ms = LATER_MS) => void resting.set(sha256, performance.now() + ms)
  const rests = (sha256: string) => (resting.get(sha256) ?? 0) > performance.now()
  /** Verified in this run of the program. */
  const sound = new Set<string>()

  const ago = (days: number) => new Date(branch.clock() - days * DAY_MS).toISOString()
  const isHere = ({ sha256 }: Content) => existsSync(keptFile(branch, sha256))
  const up = () => toCarry(db).filter((one) => !rests(one.sha256) && (markOf(db, one.sha256) !== 'lost' || isHere(one)))
  const down = () => elsewhereSince(db, ago(rule().fetchDays)).filter(({ sha256 }) => !rests(sha256))
  const waitedFor = () => carriage.demanded()
  const toAsk = () => askedBefore(db, ago(rule().askAgainDays), ASKED_AT_ONCE)

  function say(sha256: string, state: 'there' | 'lost' | 'damaged' | null): void {
    if (state === null) unmark(db, sha256)
    else mark(db, sha256, state, utcNow(branch))
    if (state === 'there') carriage.settled(sha256)
    branch.changed('attachments')
  }

  /** Ends with a failure only where the others would fare alike. */
  async function fetchOne(content: Content, doing: Parameters<typeof takeFile>[2]): Promise<Failure | null> {
    try {
      const taken = await takeFile(branch, content, doing)
      if (!taken.ok && taken.why !== 'turnedAway' && taken.why !== 'nonsense') return taken
      if (!taken.ok) rest(content.sha256)
      carriage.settled(content.sha256)
      branch.changed('attachments')
      return null
    } catch (error) {
      if (!fileFailure(error) && storageFailure(error) === null) throw error
      rest(content.sha256)
      carriage.settled(content.sha256)
      return null
    }
  }

  /** Whether it may be sent: it is here, and as it came in. `held`: headquarters has it anyway. */
  async function isFit(content: Content): Promise<boolean> {
    const { sha256 } = content
    if (sound.has(sha256)) return true
    const found = await hashOf(keptFile(branch, sha256)).catch(() => null)
    if (found === sha256) sound.add(sha256)
    else say(sha256, found === null ? 'lost' : 'damaged')
    return found === sha256
  }

  return {
    hasWork() {
      noteNamed(branch)
      if (rests('')) return false
      return up().length > 0 || waitedFor().length > 0 || down().length > 0 || toAsk().length > 0
    },
    async carry(link, end, goOn) {
      const certificate = certificateOf(db, branch.desk().device)
      if (certificate === null) throw new Error('Files are carried by an enrolled device')
      const door = openFileDoor({ url, sign: branch.keys.sign, certificate, fetch, pace, end })
      const going = () => goOn() && !end.aborted
      let moved = false
      const moving = (sha256: string, bytes: number) => {
        if (bytes === carriage.progress(sha256)) return
        moved = true
        carriage.note(sha256, bytes)
        branch.changed('attachments')
      }
      /** Ends this time; a headquarters that is busy or knows nothing of files is left alone. */
      const left = (failure: Failure) => {
        if (failure.why === 'busy' || failure.why === 'turnedAway')
          rest('', failure.retryAfter === null ? LATER_MS : failure.retryAfter * 1000)
      }
      const ask = async (files: Content[]) => {
        const answer = await link.wanted(certificate, { files: files.map(({ sha256, bytes }) => ({ sha256, bytes })) })
        if (!answer.ok && !end.aborted) left(answer)
        return answer.ok ? { held: new Set(answer.value.held), wanted: new Set(answer.value.wanted) } : null
      }
      const fetchAll = async (files: () => Content[]) => {
        for (let next = files()[0]; next && going(); next = files()[0]) {
          const failure = await fetchOne(next, { door, goOn: going, came: moving })
          if (failure === null) continue
          left(failure)
          return false
        }
        return going()
      }
      const sendOne = async (content: Content): Promise<boolean> => {
        const { sha256 } = content
        if (!(await isFit(content))) return true
        const gone = (bytes: number) => moving(sha256, bytes)
        const sent = await sendFile(keptFile(branch, sha256), content, { door, pace, end, goOn: going, gone })
        if (sent.ok) say(sha256, 'there')
        else if (sent.why === 'turnedAway') rest(sha256)
        else {
          if (!end.aborted) left(sent)
          return false
        }
        return true
      }

      const once = async (): Promise<void> => {
        if (!(await fetchAll(waitedFor))) return
        for (
          let batch = up().slice(0, ASKED_AT_ONCE);
          batch.length > 0 && going();
          batch = up().slice(0, ASKED_AT_ONCE)
        ) {
          const said = await ask(batch)
          if (!said) return
          for (const one of batch) {
            if (!going()) return
            if (said.held.has(one.sha256)) {
              say(one.sha256, 'there')
              // Headquarters has what this computer lost.
              if (!isHere(one)) carriage.demand(one)
            } else if (!said.wanted.has(one.sha256)) rest(one.sha256)
            else if (!(await sendOne(one))) return
          }
        }
        for (let batch = toAsk(); batch.length > 0 && going(); batch = toAsk()) {
          const said = await ask(batch)
          if (!said) return
          for (const { sha256 } of batch) say(sha256, said.held.has(sha256) ? 'there' : null)
        }
        if (going()) await fetchAll(down)
      }
      // A line that dies again and again is tried again and again, between two heartbeats too.
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = moved ? FIRST_PAUSE_MS : Math.min(MOST_PAUSE_MS, pauseMs * 2)) {
        moved = false
        await once()
        if (!going() || !this.hasWork()) return
        await sleep(pauseMs, undefined, { signal: end }).catch(() => {})
      }
    },
  }
}

/** Reads on in the journal which files events name, and notes those that are not here; a long journal in several goes. */
function noteNamed({ db }: Branch): void {
  for (let times = 0; times < READ_AT_ONCE; times++) {
    const rows = namingAfter(db, Number(setting(db, 'courier.filesNamed') ?? 0), ROWS_AT_ONCE)
    const last = rows.at(-1)
    if (!last) return
    db.transaction(() => {
      for (const { at, payload } of rows)
        for (const content of payload === '' ? [] : namedIn(payload))
          if (!fileOf(db, content.sha256)) noteElsewhere(db, content, at)
      setSetting(db, 'courier.filesNamed', String(last.row))
    }).immediate()
  }
}

/** Files that a payload names, in whatever event. */
function namedIn(payload: string): Content[] {
  const said = readJson(payload)
  if (typeof said !== 'object' || said === null) return []
  const one: unknown = Reflect.get(said, 'attachment')
  const several: unknown = Reflect.get(said, 'attachments')
  return [one, ...(Array.isArray(several) ? several : [])].flatMap((found) => attachment.safeParse(found).data ?? [])
}
