/**
 * One exchange with the hub: compare what both hold, take what is lacking here, hand over what is lacking there, whoever
 * wrote it. It may be broken off anywhere and begun again; nothing of what headquarters said is ever moved by a hub's word.
 */
import { HUB_PATHS, type Inventory, inventory, linesAnswer, takenAnswer } from '../../../domain/wire/hub.ts'
import type { LinesRequest } from '../../../domain/wire/lines.ts'
import type { Branch } from '../branch.ts'
import type { Place } from '../store/journal.ts'
import { commonWith, runTowards } from './handing.ts'
import { inventoryOf, lackingHere, lackingThere, learnOfHeadquarters, noteHeldBy } from './inventory.ts'
import type { HubFailure, HubLine } from './line.ts'
import { endOf, pullLine } from './pulling.ts'

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
    const ask = (question: LinesRequest) => hub.ask(HUB_PATHS.lines, question, linesAnswer)
    const pulled = await pullLine(branch, hqKey, { line, tip }, ask)
    if (pulled.ok) continue
    if (pulled.why !== 'nonsense') return pulled
    refused ??= pulled
  }
  learnOfHeadquarters(branch, hqKey, theirs)
  const after: Inventory = { ...theirs, lines: { ...theirs.lines } }
  for (const { line, tip } of lackingThere(branch, theirs)) {
    const pushed = await push(branch, hub, line, tip, theirs.lines[line] ?? [])
    if (pushed.ok) {
      if (pushed.whole) after.lines[line] = [tip, ...(after.lines[line] ?? [])]
      continue
    }
    if (pushed.why !== 'nonsense') return pushed
    refused ??= pushed
  }
  if (noteHeldBy(branch, hub.peer.body.device, after)) branch.changed('cases')
  return refused ?? { ok: true, theirs: after }
}

/** `whole`: to its end; the rest of a line that was changed past the program cannot be proved to anybody. */
async function push(
  branch: Branch,
  hub: HubLine,
  line: string,
  tip: Place,
  theirs: readonly Place[],
): Promise<{ ok: true; whole: boolean } | HubFailure> {
  let from = commonWith(branch, line, tip, theirs)
  for (let detours = 0; ; ) {
    const run = runTowards(branch, line, from, tip)
    if (run === null) return { ok: true, whole: from >= tip.seq }
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
