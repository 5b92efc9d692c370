/** Asks headquarters for newer form versions. It carries nothing of ours and may be broken off anywhere. */
import type { Branch } from '../branch.ts'
import { formsSeen, receiveForms } from '../forms.ts'
import { certificateOf } from '../store/certificates.ts'
import type { Failure, Link } from './link.ts'

/** The device must be enrolled. Not everything comes at once: the next exchange asks for the rest. */
export async function fetchForms(branch: Branch, link: Link): Promise<{ ok: true; taken: number } | Failure> {
  const sender = certificateOf(branch.db, branch.desk().device)
  if (sender === null) throw new Error('Forms are for an enrolled device')
  const answer = await link.forms(sender, formsSeen(branch))
  return answer.ok ? { ok: true, taken: receiveForms(branch, answer.value.forms) } : answer
}
