/** Enrolment with a one-time code. The code names headquarters' key, so nobody else's certificate is believed. */
import { isCertified } from '../../../domain/journal/certificate.ts'
import { keyFingerprint, readCode } from '../../../domain/wire/enrolmentCode.ts'
import type { EnrolAnswer } from '../../../domain/wire/exchange.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Exchange } from '../../contract/workspace.ts'
import type { Branch } from '../branch.ts'
import { enrolled } from '../handover.ts'
import { type Failure, isPrivate, type Link } from './link.ts'

export type EnrolOutcome =
  | { ok: true }
  | Failure
  | { ok: false; why: 'code'; detail: 'malformed' | Exclude<Refusal, 'otherBranch'> }
  /** `branch`: the one that the code was made for. */
  | { ok: false; why: 'code'; detail: 'otherBranch'; branch: string }
type Refusal = Extract<EnrolAnswer, { ok: false }>['refusal']

/**
 * Exchanges the code for a certificate and keeps it; safe to repeat until an answer has come. A computer numbers its cases by its
 * profile's branch: it takes no certificate of another one.
 */
export async function enrolWith(branch: Branch, link: Link, code: string): Promise<EnrolOutcome> {
  const read = readCode(code)
  if (!read) return { ok: false, why: 'code', detail: 'malformed' }
  const { device } = branch.desk()
  const own = branch.shipped.profile.code
  const answer = await link.enrol({ code, device, publicKey: branch.keys.publicKey, branch: own })
  if (!answer.ok) return answer
  if (!answer.value.ok)
    return answer.value.refusal === 'otherBranch'
      ? { ok: false, why: 'code', detail: 'otherBranch', branch: answer.value.branch }
      : { ok: false, why: 'code', detail: answer.value.refusal }
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
  if (certificate.body.branch !== own)
    return { ok: false, why: 'code', detail: 'otherBranch', branch: certificate.body.branch }
  enrolled(branch, certificate, hqKey)
  return { ok: true }
}

/** Why the address of headquarters cannot be one; null where it can. */
export function addressFault(url: string): 'badAddress' | 'notPrivate' | null {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return 'badAddress'
  return isPrivate(url) ? null : 'notPrivate'
}

/** What a person is told of a try to enrol; null where it went well, or where one of the programs must be updated first. */
export function obstacleIn(outcome: EnrolOutcome): Exchange['obstacle'] {
  if (outcome.ok) return null
  const told = (why: NonNullable<Exchange['obstacle']>['why'], branch: string | null = null) => ({ why, branch })
  if (outcome.why !== 'code') {
    if (outcome.why === 'turnedAway') return outcome.program ? null : told('refused')
    return told(outcome.why === 'nonsense' ? 'stranger' : 'unreachable')
  }
  switch (outcome.detail) {
    case 'malformed':
    case 'unknownCode':
      return told('wrongCode')
    case 'usedCode':
    case 'expiredCode':
      return told(outcome.detail)
    case 'otherBranch':
      return told('otherBranch', outcome.branch)
    case 'otherKey':
      return told('refused')
    default:
      return outcome satisfies never
  }
}
