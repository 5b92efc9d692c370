/** Events that a rule refused: kept as bytes, in sight until somebody has put them right by something new. */
import type { Sql } from './database.ts'

export type RefusedRow = {
  line: string
  seq: number
  hash: string
  case_id: string | null
  header: string
  payload: string
  signature: string | null
  refusal: string
  office: boolean
}

export async function branchesWithRefused(sql: Sql, rules: number): Promise<string[]> {
  const rows = await sql.query<{ branch: string }>(
    'SELECT DISTINCT branch FROM event WHERE refusal IS NOT NULL AND rules < $1 ORDER BY branch',
    [rules],
  )
  return rows.map(({ branch }) => branch)
}

/** At most `limit` of a branch that were judged by older rules. */
export const refusedBefore = (sql: Sql, branch: string, rules: number, limit: number): Promise<RefusedRow[]> =>
  sql.query<RefusedRow>(
    `SELECT event.line, seq, hash, case_id, header, payload, signature, refusal, line.office
     FROM event JOIN line ON line.branch = event.branch AND line.id = event.line
     WHERE event.branch = $1 AND refusal IS NOT NULL AND rules < $2 ORDER BY event.line, seq, hash LIMIT $3`,
    [branch, rules, limit],
  )

type Judged = { line: string; seq: number; hash: string; refusal: string | null }

export const saveJudged = (sql: Sql, branch: string, judged: readonly Judged[], rules: number) =>
  sql.query(
    `UPDATE event SET refusal = e.refusal, rules = $3
     FROM jsonb_to_recordset($2::jsonb) AS e (line text, seq integer, hash text, refusal text)
     WHERE event.branch = $1 AND event.line = e.line AND event.seq = e.seq AND event.hash = e.hash`,
    [branch, JSON.stringify(judged), rules],
  )

export type Quarantined = {
  branch: string
  line: string
  seq: number
  hash: string
  type: string
  case: string | null
  /** The case's number; null where it has none that counts here. */
  number: string | null
  reason: string
  at: Date
  /** When somebody put it right by something new, and how he said so. */
  repaired: { at: Date; words: string; number: string | null } | null
}

/** What was refused, what nobody has put right first. */
export async function quarantined(sql: Sql, branch: string | null, limit: number): Promise<Quarantined[]> {
  type Found = Omit<Quarantined, 'repaired'> & {
    registration: string | null
    repaired_at: Date | null
    repair: string | null
  }
  const rows = await sql.query<Found>(
    `SELECT event.branch, event.line, event.seq, event.hash, event.type, event.case_id AS "case", event.refusal AS reason, event.at,
       case_record.number, CASE WHEN event.type = 'caseRegistered' THEN event.payload END AS registration,
       repair.at AS repaired_at, repair.payload AS repair
     FROM event LEFT JOIN case_record ON case_record.id = event.case_id AND case_record.branch = event.branch
     LEFT JOIN LATERAL (SELECT r.at, r.payload FROM event r
       WHERE r.branch = event.branch AND r.case_id = event.case_id AND r.type = 'refusedRepaired' AND r.refusal IS NULL
         AND said_in(r.payload) #>> '{entry,hash}' = event.hash ORDER BY r.clock LIMIT 1) AS repair ON true
     WHERE event.refusal IS NOT NULL AND ($1::text IS NULL OR event.branch = $1)
     ORDER BY repair.at IS NOT NULL, event.at, event.line, event.seq LIMIT $2`,
    [branch, limit],
  )
  return rows.map(({ registration, repaired_at, repair, ...row }) => {
    const said = repair === null ? null : (JSON.parse(repair) as { words: string; instead?: { number: string } })
    return {
      ...row,
      number: row.number ?? numberIn(registration),
      repaired: said && repaired_at && { at: repaired_at, words: said.words, number: said.instead?.number ?? null },
    }
  })
}

/** What a customer may hold in his hand, although the registration does not count; foreign bytes may hold anything. */
function numberIn(registration: string | null): string | null {
  try {
    const said: unknown = JSON.parse(registration ?? '')
    return typeof said === 'object' && said !== null && 'number' in said ? String(said.number) : null
  } catch {
    return null
  }
}
