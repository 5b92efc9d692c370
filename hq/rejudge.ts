/**
 * After the rules have changed: what an older program refused is judged by them anew. What counts now is folded, and each
 * branch hears of it on headquarters' line. An event's bytes are never touched.
 */
import { header, SYSTEM } from '../domain/journal/event.ts'
import type { Hq } from './hq.ts'
import { RULES_VERSION, refusalOf } from './judge.ts'
import { append } from './office/line.ts'
import { receiveAccepted } from './office/receive.ts'
import { holdFold, refold } from './store/cases.ts'
import type { Sql } from './store/database.ts'
import { branchesWithRefused, type RefusedRow, refusedBefore, saveJudged } from './store/refused.ts'

const BATCH = 200

/** Some at a time, a transaction each: broken off, the next start goes on. */
export async function rejudgeOld(hq: Hq): Promise<void> {
  for (const branch of await branchesWithRefused(hq.database, RULES_VERSION))
    while (await hq.database.transaction((sql) => rejudge(sql, hq, branch)));
}

async function rejudge(sql: Sql, hq: Hq, branch: string): Promise<boolean> {
  await holdFold(sql, branch)
  const rows = await refusedBefore(sql, branch, RULES_VERSION, BATCH)
  const judged = rows.map((row) => ({ row, refusal: judgeRow(hq, row) }))
  await saveJudged(
    sql,
    branch,
    judged.map(({ row: { line, seq, hash }, refusal }) => ({ line, seq, hash, refusal })),
    RULES_VERSION,
  )
  const lifted = judged.filter(({ refusal }) => refusal === null).map(({ row }) => row)
  await append(
    sql,
    hq,
    branch,
    lifted.map(({ line, seq, hash }) => [
      { type: 'refusalLifted', case: null, by: SYSTEM, payload: { entry: { line, seq, hash } } },
    ]),
  )
  const folded = await refold(sql, branch, [...new Set(lifted.flatMap((row) => row.case_id ?? []))])
  // What was refused may have been the branch's acceptance.
  await receiveAccepted(sql, hq, branch, folded)
  return rows.length === BATCH
}

/** That another branch has the case does not depend on the rules. */
const judgeRow = ({ key }: Hq, { refusal, office, ...event }: RefusedRow): string | null =>
  refusal === 'otherBranch'
    ? refusal
    : refusalOf({ ...event, fields: header.parse(JSON.parse(event.header)) }, { hqKey: key.publicKey, office })
