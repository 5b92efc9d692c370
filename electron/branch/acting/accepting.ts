/** The shift lead's yes, as the screen of a case asks for it: what stands in its way is told before it is tried. */
import { decide } from '../../../domain/cases/decide.ts'
import type { Acceptance, AcceptObstacle, ActRefusal } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { caseOf } from '../projection.ts'
import { actOnCase } from './act.ts'
import { reviewFacts } from './facts.ts'

/** The same command as any other, with what the window of a case knows of its refusals. */
export function acceptCase(
  branch: Branch,
  { id, command, incompleteBecause }: { id: string; command: string; incompleteBecause: string | null },
): Acceptance {
  const acted = actOnCase(branch, id, { do: 'acceptCase', command, incompleteBecause })
  if (acted.ok) return acted
  if ('why' in acted.refusal) return { ok: false, refusal: acted.refusal }
  const { code } = acted.refusal
  if (code === 'notSignedIn') return { ok: false, refusal: { code } }
  return { ok: false, refusal: { code: code === 'notRegistered' ? code : obstacleIn(code) } }
}

/** Why this person may not accept the case as it stands, or null when he may. `state`: where somebody has folded it already. */
export function acceptObstacle(branch: Branch, id: string, state = caseOf(branch, id)): AcceptObstacle | null {
  const person = branch.session.current()
  if (!person) return 'roleMayNot'
  const command = { do: 'acceptCase' as const, command: id, incompleteBecause: null }
  const decision = decide(state, command, reviewFacts(branch, state, person))
  return decision.ok ? null : obstacleIn(decision.refusal.code)
}

function obstacleIn(code: ActRefusal['code']): AcceptObstacle {
  switch (code) {
    case 'notRegistered':
    case 'commandOfAnotherCase':
      return 'notInReview'
    case 'notInReview':
    case 'roleMayNot':
    case 'ownCase':
    case 'namedInCase':
    case 'ownCorrection':
    case 'consentMissing':
    case 'ownConsent':
    case 'incomplete':
      return code
    default:
      throw new Error(`a review cannot be refused with ${code}`)
  }
}
