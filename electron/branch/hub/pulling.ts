/** Taking what somebody else holds of a line, run by run, to one of its ends; each run is judged and stored for itself. */
import type { RunRequest } from '../../../domain/wire/exchange.ts'
import type { LinesRequest } from '../../../domain/wire/lines.ts'
import type { Branch } from '../branch.ts'
import { tips } from '../journal.ts'
import { holdsEvent, type Place } from '../store/journal.ts'
import { milestones, takeRun } from './handing.ts'

type Given = { run: RunRequest | null }
/** `nonsense`: what came was no answer to the question; nothing of that run is kept. */
export type Pulled<Failure> = { ok: true } | Failure | { ok: false; why: 'nonsense'; detail: string }

const nonsense = (detail: string) => ({ ok: false as const, why: 'nonsense' as const, detail })

/** `taken`: told of each answer whose run has been stored. It may be broken off between any two runs. */
export async function pullLine<Answer extends Given, Failure extends { ok: false }>(
  branch: Branch,
  hqKey: string,
  { line, tip }: { line: string; tip: Place },
  ask: (question: LinesRequest) => Promise<{ ok: true; value: Answer } | Failure>,
  taken: (answer: Answer) => void = () => {},
): Promise<Pulled<Failure>> {
  let known = milestones(branch, line, tips(branch.db, line))
  while (!holdsEvent(branch.db, line, tip)) {
    const answer = await ask({ line, tip, known })
    if (!answer.ok) return answer
    const { run } = answer.value
    // They have restored an older copy meanwhile: the next exchange compares again.
    if (run === null) return { ok: true }
    if (run.line !== line) return nonsense('a run of another line')
    const verdict = takeRun(branch, hqKey, run)
    if (verdict.verdict !== 'taken') return nonsense(`a run that cannot be taken: ${JSON.stringify(verdict)}`)
    taken(answer.value)
    const end = endOf(run)
    if (known.some(({ hash }) => hash === end.hash)) return nonsense('a run that leads nowhere')
    known = [end]
  }
  return { ok: true }
}

/** Of a run that was admitted the last header is one. */
export const endOf = ({ events, last }: RunRequest): Place => ({
  seq: (JSON.parse(events.at(-1)?.header ?? '{}') as { seq: number }).seq,
  hash: last,
})
