/** The answer, and what comes after it. A refusal is written with its reasons and names where the customer may turn. */
import { may } from '../people/permissions.ts'
import type { Case } from './case.ts'
import type { Facts } from './commands.ts'
import { type Decision, decided, obstacle, owed, refuse, unsaid } from './decision.ts'
import type {
  AnswerCase,
  CloseByTime,
  CloseCase,
  DeliverAnswer,
  FinishAtBranch,
  ForwardCase,
  MoveAnswerDate,
  OutcomeFacts,
  ReopenCase,
} from './lifeCommands.ts'
import type { AnswerGiven } from './lifeEvents.ts'

type Refused = Extract<Decision, { ok: false }>

/** The answer as its event holds it: in the customer's language, with its ground, of an outcome of this form. */
export function answerOf(
  { outcome, text, ground, sum }: AnswerCase | FinishAtBranch,
  facts: OutcomeFacts,
): { ok: true; payload: AnswerGiven } | Refused {
  const refused = (refusal: Refused['refusal']): Refused => ({ ok: false, refusal })
  const silent = unsaid({ text, ground })
  if (silent) return refused(silent)
  if (facts.obstacle) return refused(facts.obstacle)
  if (!facts.outcome || facts.outcome.state) return refused({ code: 'notOfThisForm' })
  if (sum !== null && !(sum > 0)) return refused({ code: 'wrongFields', fields: ['sum'] })
  const payload = {
    outcome,
    text: text.trim(),
    language: facts.language,
    ground: ground.trim(),
    ...(sum !== null && { sum }),
    ...(facts.outcome.refusal && facts.outsideBody && { outsideBody: facts.outsideBody }),
  }
  return { ok: true, payload }
}

/** Headquarters answers. A refusal, or money above the limit, is the unit lead's word. */
export function answerCase(state: Case, command: AnswerCase, facts: Facts): Decision {
  const stands = obstacle(state, 'answerCase', facts)
  if (stands) return refuse(stands)
  const outcome = owed(facts.outcome, 'outcome')
  const answer = answerOf(command, outcome)
  if (!answer.ok) return answer
  const grave = outcome.outcome?.refusal || (command.sum ?? 0) > owed(facts.rules, 'rules').leadAbove
  if (grave && !may(facts.person, 'answerGravely')) return refuse({ code: 'leadOnly' })
  return decided(state, facts, command.command, 'caseAnswered', answer.payload)
}

/** It belongs to another body: with a letter, and the customer knows. */
export function forwardCase(state: Case, command: ForwardCase, facts: Facts): Decision {
  const { body, letter, date, told } = command
  const stands = obstacle(state, 'forwardCase', facts) ?? unsaid({}, { body, letter, proof: told.proof })
  if (stands) return refuse(stands)
  if (date > owed(facts.time, 'time').today) return refuse({ code: 'timeInFuture' })
  return decided(state, facts, command.command, 'caseForwarded', {
    ...{ body: body.trim(), letter: letter.trim(), date },
    told: { ...told, proof: told.proof.trim() },
  })
}

const MINUTE = 60_000

/**
 * Handed over, sent or read out. `at` may lie in the past: it is typed in afterwards, to the minute. Before there was an
 * answer nothing was handed over; where this computer's clock is behind that of who answered, its own time must do.
 */
export function deliverAnswer(state: Case, command: DeliverAnswer, facts: Facts): Decision {
  const stands = obstacle(state, 'deliverAnswer', facts) ?? unsaid({}, { to: command.to })
  if (stands) return refuse(stands)
  const [at, now] = [Date.parse(command.at), Date.parse(owed(facts.time, 'time').now)]
  if (at > now) return refuse({ code: 'timeInFuture' })
  const answered = Math.min(state.answer ? Date.parse(state.answer.at) : at, now)
  if (at < Math.floor(answered / MINUTE) * MINUTE) return refuse({ code: 'timeBeforeAnswer' })
  const { channel, to } = command
  return decided(state, facts, command.command, 'answerDelivered', { channel, at: command.at, to: to.trim() })
}

/** Nothing more to do: the customer said so, or nobody came back within the operator's days. */
export function closeCase(state: Case, command: CloseCase | CloseByTime, facts: Facts): Decision {
  const stands = obstacle(state, command.do, facts)
  if (stands) return refuse(stands)
  if (command.do === 'closeCase') return decided(state, facts, command.command, 'caseClosed', { why: 'settled' })
  const left = owed(facts.rules, 'rules').closeAfterDays - owed(facts.time, 'time').daysInState
  if (left > 0) return refuse({ code: 'notYetDays', days: left })
  return decided(state, facts, command.command, 'caseClosed', { why: 'time' })
}

/** It was not settled after all. The first clock and the history stay in sight; a new answer date is promised. */
export function reopenCase(state: Case, command: ReopenCase, facts: Facts): Decision {
  const stands = obstacle(state, 'reopenCase', facts) ?? unsaid({ what: command.what })
  if (stands) return refuse(stands)
  const { reopenWithinDays: days } = owed(facts.rules, 'rules')
  if (command.onWord && owed(facts.time, 'time').daysInState > days) return refuse({ code: 'tooLate', days })
  const answer = owed(facts.term, 'term')
  return decided(state, facts, command.command, 'caseReopened', {
    ...{ what: command.what.trim(), onWord: command.onWord, answer },
  })
}

/** A promised date moves with a reason and a message to the customer, or not at all. */
export function moveAnswerDate(state: Case, command: MoveAnswerDate, facts: Facts): Decision {
  const { by, reason, told } = command
  const stands = obstacle(state, 'moveAnswerDate', facts) ?? unsaid({ reason }, { proof: told.proof })
  if (stands) return refuse(stands)
  if (by < owed(facts.time, 'time').today) return refuse({ code: 'dateInPast' })
  if (by === state.answerBy) return refuse({ code: 'nothingChanged' })
  return decided(state, facts, command.command, 'answerDateMoved', {
    ...{ by, reason: reason.trim(), told: { ...told, proof: told.proof.trim() } },
  })
}
