/** Asks headquarters for newer form versions. It carries nothing of ours and may be broken off anywhere. */
import type { Branch } from '../branch.ts'
import { formsSeen, receiveForms } from '../forms.ts'
import { certificateOf } from '../store/certificates.ts'
import type { ExchangeOutcome } from './exchange.ts'
import type { Link } from './link.ts'

/** Asks until nothing more comes that can be taken: a few versions are in each answer. The device must be enrolled. */
export async function fetchForms(branch: Branch, link: Link): Promise<ExchangeOutcome> {
  const sender = certificateOf(branch.db, branch.desk().device)
  if (sender === null) throw new Error('Forms are for an enrolled device')
  for (;;) {
    const answer = await link.forms(sender, formsSeen(branch))
    if (!answer.ok) return answer
    if (receiveForms(branch, answer.value.forms) === 0) return { ok: true }
  }
}
