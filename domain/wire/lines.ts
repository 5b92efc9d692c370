/**
 * Asking for what another computer holds of a line: the run towards one of its ends. The same question goes to headquarters
 * and to the computer of the branch that serves the others.
 */
import { z } from 'zod'
import { acknowledgement } from '../journal/acknowledgement.ts'
import { headAt, lineId, refusalAt, runRequest } from './exchange.ts'

/** Places that one question may name. */
export const MOST_KNOWN = 100

/**
 * The run of a line towards `tip` after the highest of the `known` places that stands on that chain, from event 1 where none
 * does.
 */
export const linesRequest = z.strictObject({ line: lineId, tip: headAt, known: z.array(headAt).max(MOST_KNOWN) })
export type LinesRequest = z.infer<typeof linesRequest>

/** `POST /v1/lines`. `limit`: events at most; more only where one command has more. */
export const feedRequest = linesRequest.extend({ limit: z.int().min(1).max(500) })
export type FeedRequest = z.infer<typeof feedRequest>

/** `run`: null where the tip is not held (any more). With it the acknowledgement of its last event, and what of it was refused. */
export const feedAnswer = z.strictObject({
  run: runRequest.nullable(),
  acknowledgement: acknowledgement.nullable(),
  refusals: z.array(refusalAt),
})
export type FeedAnswer = z.infer<typeof feedAnswer>
