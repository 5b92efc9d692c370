/**
 * Payloads of what happens to an outage and to papers numbered by hand; none of them is about one case (`case: null`)
 * but `recoveryTold`. There is no member for a guess: a cause stands only beside the source that named it.
 */
import { z } from 'zod'
import { readOutageNumber } from './number.ts'
import { MOST_AT_ONCE, readPaperNumber } from './paperNumber.ts'

export const outageNumber = z.string().refine((text) => readOutageNumber(text) === text, 'no number of an outage')
export const paperNumber = z.string().refine((text) => readPaperNumber(text) === text, 'no number of a paper slip')

const line = z.string().trim().min(1).max(200)
const statement = z.string().trim().min(1).max(1000)

/** Only together: what was named as the cause, and who named it officially. */
export const officialCause = z.strictObject({ text: line, source: line })
export type OfficialCause = z.infer<typeof officialCause>

/** What may be said, as it stands now; each update replaces it whole. */
export const bulletin = z.strictObject({
  /** What does not work, in one line. */
  what: line,
  /** The official text word for word, in the language it came in: a translation would be somebody's own words. */
  text: statement.nullable(),
  /** Who said so. */
  source: line,
  /** When the next news comes, UTC. */
  nextNewsAt: z.iso.datetime(),
  cause: officialCause.nullable(),
})
export type Bulletin = z.infer<typeof bulletin>

/** Who wrote it, as people are shown: on other computers he may be known by his id alone. */
const signed = z.strictObject({ signature: z.string().exactOptional() }).shape

export const outageOpened = bulletin.extend({
  ...signed,
  command: z.uuid(),
  number: outageNumber,
  branch: z.string(),
  window: z.string(),
  serial: z.int().positive(),
  /** UTC. */
  since: z.iso.datetime(),
})
export const outageUpdated = bulletin.extend({ ...signed, command: z.uuid(), number: outageNumber })
export const outageClosed = z.strictObject({
  ...signed,
  command: z.uuid(),
  number: outageNumber,
  /** When it worked again, UTC. */
  endedAt: z.iso.datetime(),
})

/** About a case: its customer asked to be told and was. */
export const recoveryTold = z.strictObject({ command: z.uuid(), outage: outageNumber })

export const paperNumbersReserved = z.strictObject({
  command: z.uuid(),
  branch: z.string(),
  window: z.string(),
  numbers: z.array(paperNumber).min(1).max(MOST_AT_ONCE),
})
