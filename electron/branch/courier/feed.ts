/**
 * What headquarters holds of the branch's lines and this computer lacks: its own answers and bulletins, and what the
 * other computers wrote. It is judged like any run that comes in; with each run headquarters acknowledges that it holds it,
 * so that nothing of it is sent back. It may be broken off anywhere.
 */
import { isAcknowledged } from '../../../domain/journal/acknowledgement.ts'
import type { Certificate } from '../../../domain/journal/certificate.ts'
import type { HeadsAnswer } from '../../../domain/wire/exchange.ts'
import type { FeedAnswer } from '../../../domain/wire/lines.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Branch } from '../branch.ts'
import { recordAcknowledgement, recordRefusals } from '../handover.ts'
import { pullLine } from '../hub/pulling.ts'
import { holdsEvent, type Place } from '../store/journal.ts'
import type { Failure, Link } from './link.ts'

/** Events in one run: storing them holds up the window's calls, so few enough that nobody notices. */
const RUN_LENGTH = 100

type Theirs = Pick<HeadsAnswer, 'heads' | 'forks'>

/** The ends of a line as headquarters tells them. */
export const endsOf = ({ heads, forks = {} }: Theirs, line: string): Place[] => [
  ...(heads[line] ? [heads[line]] : []),
  ...(forks[line] ?? []),
]

/** Of a line that cannot be taken (`refused`, the first of them) the others do not suffer. */
export async function takeFeed(
  branch: Branch,
  link: Link,
  { hqKey, sender }: { hqKey: string; sender: Certificate },
  theirs: Theirs,
): Promise<{ ok: true; refused: Failure | null } | Failure> {
  let refused: Failure | null = null
  const ask = (question: Parameters<Link['lines']>[1]) => link.lines(sender, question)
  const lacking = Object.keys(theirs.heads).flatMap((line) =>
    endsOf(theirs, line)
      .filter((tip) => !holdsEvent(branch.db, line, tip))
      .map((tip) => ({ line, tip })),
  )
  for (const one of lacking) {
    branch.faults.at('before-pull')
    const pulled = await pullLine(
      branch,
      hqKey,
      one,
      (question) => ask({ ...question, limit: RUN_LENGTH }),
      (answer) => believe(branch, hqKey, answer),
    )
    branch.faults.at('after-pull')
    if (pulled.ok) continue
    if (pulled.why !== 'nonsense') return pulled
    refused ??= { ...pulled, retryAfter: null }
  }
  return { ok: true, refused }
}

/** An acknowledgement that nobody signed is none: then the run is sent back once, and acknowledged then. */
function believe(branch: Branch, hqKey: string, { run, acknowledgement, refusals }: FeedAnswer): void {
  if (run === null) return
  // Refusals first, as after a push.
  recordRefusals(branch, run.line, refusals)
  if (acknowledgement && isAcknowledged(primitives, acknowledgement, hqKey))
    recordAcknowledgement(branch, acknowledgement)
}
