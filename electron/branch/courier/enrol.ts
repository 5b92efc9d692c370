/** Enrolment with a one-time code. The code names headquarters' key, so nobody else's certificate is believed. */
import { isCertified } from '../../../domain/journal/certificate.ts'
import { keyFingerprint, readCode } from '../../../domain/wire/enrolmentCode.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Branch } from '../branch.ts'
import { enrolled } from '../handover.ts'
import type { Failure, Link } from './link.ts'

export type EnrolOutcome = { ok: true } | Failure | { ok: false; why: 'code'; detail: string }

/** Exchanges the code for a certificate and keeps it; safe to repeat until an answer has come. */
export async function enrolWith(branch: Branch, link: Link, code: string): Promise<EnrolOutcome> {
  const read = readCode(code)
  if (!read) return { ok: false, why: 'code', detail: 'malformed' }
  const { device } = branch.desk()
  const answer = await link.enrol({ code, device, publicKey: branch.keys.publicKey })
  if (!answer.ok) return answer
  if (!answer.value.ok) return { ok: false, why: 'code', detail: answer.value.refusal }
  const { certificate, hqKey } = answer.value
  const genuine =
    keyFingerprint(primitives.sha256, hqKey) === read.fingerprint &&
    isCertified(primitives, certificate, hqKey) &&
    certificate.body.device === device &&
    certificate.body.publicKey === branch.keys.publicKey
  if (!genuine)
    return {
      ok: false,
      why: 'nonsense',
      detail: 'the certificate is not of the headquarters the code names',
      retryAfter: null,
    }
  enrolled(branch, certificate, hqKey)
  return { ok: true }
}
