/**
 * A clerk at a machine: takes papers in, presses Enter too often, begins again after a power cut, and remembers what the
 * screen said. What was said is the measure: the ledger is compared with it, never with what the machine thinks.
 */
import { append } from '../../../electron/branch/journal.ts'
import { project } from '../../../electron/branch/projection.ts'
import { record } from '../../../electron/branch/record.ts'
import type { Draft, Registration } from '../../../electron/contract.ts'
import { clerk, Killed, lead, type Machine } from './counter.ts'
import { openTally, type Tally } from './faults.ts'
import type { Kill } from './schedule.ts'

/** What this copy of the database was asked, by draft; a restored copy remembers only what its backup saw. */
export type Intent = {
  paper: string
  draft: string
  command: string
  /** The number on the screen, once one was shown. */
  number: string | null
  case: string | null
}

export type Desk = {
  intents: Map<string, Intent>
  /** The draft open on the screen for a paper: a screen outlives a restored database. */
  screen: Map<string, Draft>
  /** Papers of which the screen said that nothing was recorded, and the form is still open. */
  unrecorded: Set<string>
  open(paper: string): Promise<void>
  register(paper: string, enters: number, kill: Kill | null): Promise<void>
  again(paper: string, enters: number, kill: Kill | null): Promise<void>
  attach(paper: string, kill: Kill | null): Promise<void>
  accept(paper: string, command: string): Promise<void>
  /** Writes on the paper's case what a later program might. */
  newer(paper: string): Promise<void>
}

export const answers = (paper: string) => ({
  last_name: 'Қасымова',
  first_name: 'Айгүл',
  phone: '+77011234567',
  account_login: `aigul.${paper.toLowerCase()}`,
})

/** A type of event that no program here knows. */
export const LATER_EVENT = 'stampAffixed'

/** Handed in with the form: without it nobody's signature is taken. */
const signed = [{ key: 'signed_application', sheets: 1, original: true }]
/** A white PNG of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

export type Complain = (what: string) => void
type Said = { ok: boolean; refusal?: { code: string } }

/** `asks` is told each command before it is given. */
export function deskAt(
  machine: Machine,
  asks: (command: string) => void,
  note: (line: string) => void,
  complain: Complain,
  { strike }: Tally = openTally(),
): Desk {
  const intents = new Map<string, Intent>()
  const screen = new Map<string, Draft>()
  const unrecorded = new Set<string>()
  const call = async <T>(path: string, input: unknown) => (await (await machine.start()).call(path, input)) as T

  /** Said to the clerk, who keeps the form open; only a full disk may say so. */
  function notRecorded(paper: string, said: Said): boolean {
    if (said.ok || said.refusal?.code !== 'notRecorded') return false
    if (!machine.isFull()) complain(`paper ${paper}: not recorded, and the disk is not full`)
    note(`  paper ${paper}: not recorded`)
    strike('disk full at a record')
    unrecorded.add(paper)
    return true
  }

  async function open(paper: string): Promise<Draft | null> {
    const opened = await call<{ ok: true; draft: Draft } | { ok: false }>('drafts.open', { type: 'ACC-DEREG' })
    if (opened.ok) {
      screen.set(paper, opened.draft)
      return opened.draft
    }
    if (!notRecorded(paper, opened)) throw new Error(`no draft: ${JSON.stringify(opened)}`)
    return null
  }

  async function attempt(paper: string, enters: number): Promise<void> {
    const draft = screen.get(paper) ?? (await open(paper))
    if (draft === null) return
    const { id, type, kept, stepsDone, focus } = draft
    const typed = { id, type, kept, stepsDone, papers: signed, focus, answers: { ...draft.answers, ...answers(paper) } }
    if (notRecorded(paper, await call<Said>('drafts.save', typed))) return
    asks(draft.command)
    for (let enter = 0; enter < enters; enter++)
      heard(draft, paper, await call<Registration>('cases.register', { draft: id }))
    machine.pass('after-answer')
  }

  function heard(draft: Draft, paper: string, said: Registration): void {
    if (notRecorded(paper, said)) return
    unrecorded.delete(paper)
    const known = intents.get(draft.id) ?? { paper, draft: draft.id, command: draft.command, number: null, case: null }
    intents.set(draft.id, known)
    if (!said.ok) {
      note(`  paper ${paper}: refused ${said.refusal.code}`)
      // Only a database older than the screen may not know the draft.
      if (known.number !== null || said.refusal.code !== 'unknownDraft')
        complain(`paper ${paper} refused: ${said.refusal.code}`)
      return
    }
    const { number, case: id } = said.receipt
    if (known.number === null) note(`  paper ${paper}: ${number}`)
    else if (known.number !== number) complain(`paper ${paper} got ${known.number}, then ${number}`)
    else if (!said.repeated) complain(`paper ${paper}: the repeated answer does not say so`)
    known.number = number
    known.case = id
  }

  /** Once with the kill, once more after a restart where it struck. */
  async function throughKill(kill: Kill | null, act: () => Promise<void>): Promise<void> {
    await machine.start()
    machine.arm(kill)
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      note(`  killed ${error.message}`)
      machine.crash()
      await machine.start()
      await act()
    } finally {
      machine.disarm(kill)
    }
  }

  async function attach(paper: string): Promise<void> {
    const draft = screen.get(paper) ?? (await open(paper))
    if (draft === null || intents.get(draft.id)?.number) return
    const wish = { to: { draft: draft.id }, name: 'paper.png', bytes: picture.length, paper: null }
    const begun = await call<Said & { upload: string }>('attachments.begin', wish)
    if (!begun.ok) return note(`  paper ${paper}: file refused ${begun.refusal?.code}`)
    const { upload } = begun
    await call('attachments.append', { upload, at: 0, chunk: Uint8Array.from(picture) })
    const ended = await call<Said>('attachments.finish', { upload })
    note(`  paper ${paper}: file ${ended.ok ? 'kept' : `refused ${ended.refusal?.code}`}`)
    const listed = await call<unknown[]>('attachments.list', { draft: draft.id })
    if (ended.ok && listed.length !== 1) complain(`paper ${paper}: one file became ${listed.length}`)
  }

  const registered = (paper: string) =>
    [...intents.values()].find((intent) => intent.paper === paper && intent.case !== null)

  return {
    intents,
    screen,
    unrecorded,
    async open(paper) {
      if (!screen.has(paper)) await open(paper)
    },
    register: (paper, enters, kill) => throughKill(kill, () => attempt(paper, enters)),
    async again(paper, enters, kill) {
      if (screen.has(paper)) await throughKill(kill, () => attempt(paper, enters))
    },
    attach: (paper, kill) => throughKill(kill, () => attach(paper)),
    async accept(paper, command) {
      const found = registered(paper)
      if (!found) return
      await machine.start()
      await call('consent.sign', {
        of: { case: found.case },
        signed: true,
        paper: 'signed_application',
        // Another command than the acceptance, and the same again where the step is played again.
        command: command.replace(/.$/, (last) => ((Number.parseInt(last, 16) + 1) % 16).toString(16)),
      })
      await machine.signIn(lead)
      const said = await call<{ ok: boolean }>('cases.accept', { id: found.case, command, incompleteBecause: 'later' })
      note(`  paper ${paper}: accepted ${JSON.stringify(said)}`)
      await machine.signIn(clerk)
    },
    async newer(paper) {
      const id = registered(paper)?.case
      if (!id) return
      const { branch } = await machine.start()
      const said = record(branch, () => {
        append(branch, [{ type: LATER_EVENT, case: id, by: clerk.id, payload: { stamps: 2 } }])
        project(branch, id)
        return { ok: true }
      })
      note(`  paper ${paper}: written by a newer program ${JSON.stringify(said)}`)
      if (said.ok) strike('newer program wrote')
    },
  }
}
