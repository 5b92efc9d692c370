/**
 * One exchange with the hub: compare what both hold, take what is lacking here, hand over what is lacking there, whoever
 * wrote it. It may be broken off anywhere and begun again; nothing of what headquarters said is ever moved by a hub's word.
 */
import type { RunRequest } from '../../../domain/wire/exchange.ts'
import { HUB_PATHS, type Inventory, inventory, linesAnswer, takenAnswer } from '../../../domain/wire/hub.ts'
import type { Branch } from '../branch.ts'
import { tips } from '../journal.ts'
import { holdsEvent, type Place } from '../store/journal.ts'
import { commonWith, milestones, runTowards, takeRun } from './handing.ts'
import { inventoryOf, lackingHere, lackingThere, learnOfHeadquarters, noteHeldBy } from './inventory.ts'
import type { HubFailure, HubLine } from './line.ts'

/** `theirs`: what the hub holds after it. */
export type HubOutcome = { ok: true; theirs: Inventory } | HubFailure

/** A hub that keeps sending us elsewhere in one line contradicts itself. */
const MAX_DETOURS = 3

const nonsense = (detail: string): HubFailure => ({ ok: false, why: 'nonsense', detail })

/** Brings both sides to the same events. Of a line that one side refuses the others do not suffer. */
export async function exchangeWithHub(branch: Branch, hub: HubLine, hqKey: string): Promise<HubOutcome> {
  const answer = await hub.ask(HUB_PATHS.heads, inventoryOf(branch), inventory)
  if (!answer.ok) return answer
  const theirs = answer.value
  let refused: HubFailure | null = null
  for (const { line, tip } of lackingHere(branch, theirs)) {
    const pulled = await pull(branch, hub, hqKey, line, tip)
    if (pulled.ok) continue
    if (pulled.why !== 'nonsense') return pulled
    refused ??= pulled
  }
  learnOfHeadquarters(branch, hqKey, theirs)
  const after: Inventory = { ...theirs, lines: { ...theirs.lines } }
  for (const { line, tip } of lackingThere(branch, theirs)) {
    const pushed = await push(branch, hub, line, tip, theirs.lines[line] ?? [])
    if (pushed.ok) {
      after.lines[line] = [tip, ...(after.lines[line] ?? [])]
      continue
    }
    if (pushed.why !== 'nonsense') return pushed
    refused ??= pushed
  }
  if (noteHeldBy(branch, hub.peer.body.device, after)) branch.changed('cases')
  return refused ?? { ok: true, theirs: after }
}

async function pull(
  branch: Branch,
  hub: HubLine,
  hqKey: string,
  line: string,
  tip: Place,
): Promise<{ ok: true } | HubFailure> {
  let known = milestones(branch, line, tips(branch.db, line))
  while (!holdsEvent(branch.db, line, tip)) {
    const answer = await hub.ask(HUB_PATHS.lines, { line, tip, known }, linesAnswer)
    if (!answer.ok) return answer
    const { run } = answer.value
    // It has restored an older copy meanwhile: the next exchange compares again.
    if (run === null) return { ok: true }
    if (run.line !== line) return nonsense('a run of another line')
    const taken = takeRun(branch, hqKey, run)
    if (taken.verdict !== 'taken') return nonsense(`a run that cannot be taken: ${JSON.stringify(taken)}`)
    const end = endOf(run)
    if (known.some(({ hash }) => hash === end.hash)) return nonsense('a run that leads nowhere')
    known = [end]
  }
  return { ok: true }
}

/** Of a run that was admitted the last header is one. */
const endOf = ({ events, last }: RunRequest): Place => ({
  seq: (JSON.parse(events.at(-1)?.header ?? '{}') as { seq: number }).seq,
  hash: last,
})

async function push(
  branch: Branch,
  hub: HubLine,
  line: string,
  tip: Place,
  theirs: readonly Place[],
): Promise<{ ok: true } | HubFailure> {
  let from = commonWith(branch, line, tip, theirs)
  for (let detours = 0; ; ) {
    const run = runTowards(branch, line, from, tip)
    if (run === null) return { ok: true }
    branch.faults.at('before-push')
    const answer = await hub.ask(HUB_PATHS.runs, run, takenAnswer)
    branch.faults.at('after-push')
    if (!answer.ok) return answer
    const taken = answer.value
    switch (taken.verdict) {
      case 'taken':
        from = endOf(run).seq
        break
      case 'expected': {
        if (++detours > MAX_DETOURS) return nonsense('the hub does not settle on what it expects')
        const { head } = taken
        from = head ? commonWith(branch, line, tip, [head]) : 0
        break
      }
      case 'refused':
        return nonsense(`run refused: ${taken.reason}`)
      default:
        return taken satisfies never
    }
  }
}
