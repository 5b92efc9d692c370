/**
 * Headquarters in the simulation: the real application over the real database. An instance can be replaced while others
 * ask it, and its database brought back to an earlier state of one branch, as when a backup is restored.
 */
import { buildHq } from '../../../hq/app.ts'
import type { Sql } from '../../../hq/store/database.ts'
import type { TestHq } from '../../support/hq.ts'
import { chanceOf } from './chance.ts'
import { type HqEvent, hqEventsOf, placeOf, placesAtHq } from './journals.ts'
import type { Headquarters } from './network.ts'
import type { World } from './world.ts'

export type Office = Headquarters & {
  stands(): number
  pause(ms: number): void
  /** Another instance answers from now on. `folds`: an older program has folded the cases of these branches before. */
  replace(folds: readonly string[]): Promise<void>
  backUp(branch: string): Promise<void>
  /** What headquarters holds no longer; null where no backup was made. */
  restore(branch: string): Promise<HqEvent[] | null>
  /** The next step on one of the branch's cases, by an officer; null where there is none to go on with. */
  act(branch: string, luck: number): Promise<{ ok: boolean; told: string } | null>
  close(): Promise<void>
}

type Rows = Map<string, string>

/** Every table in which a row belongs to a branch; one that lies in partitions counts as one. */
async function tablesOfBranches(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'branch'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** A person at headquarters; `token` is what his requests bear. */
export type Officer = { id: string; token: string }

export async function engage(hq: TestHq): Promise<Officer> {
  const said = { lastName: 'Оспанов', firstName: 'Дәурен', patronymic: '', role: 'hq_officer' }
  return (await hq.admin('POST', '/v1/admin/officers', said)).body as Officer
}

const answer = { do: 'answerCase', outcome: 'ACCOUNT-CLOSED', text: 'Жабылды', ground: 'өтініш', sum: null }

/** `officer`: who acts there; engaged when he is needed unless given. */
export function openOffice(hq: TestHq, world: World, officer?: Officer): Office {
  const backups = new Map<string, Rows>()
  const replaced: TestHq['app'][] = []
  let app = hq.app
  let standsUntil = 0
  return {
    get app() {
      return app
    },
    key: hq.key,
    stands: () => Math.max(0, standsUntil - world.now()),
    pause(ms) {
      standsUntil = Math.max(standsUntil, world.now() + ms)
    },
    async replace(folds) {
      await hq.database.query(`UPDATE case_record SET fold = 0, body = '{}' WHERE branch = ANY($1::text[])`, [folds])
      app = await buildHq(hq)
      replaced.push(app)
    },
    async backUp(branch) {
      const rows: Rows = new Map()
      for (const table of await tablesOfBranches(hq.database)) {
        const text = `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text AS rows FROM ${table} t WHERE branch = $1`
        const [row] = await hq.database.query<{ rows: string }>(text, [branch])
        rows.set(table, row?.rows ?? '[]')
      }
      backups.set(branch, rows)
    },
    async restore(branch) {
      const rows = backups.get(branch)
      if (!rows) return null
      const before = await hqEventsOf(hq.database, branch)
      await hq.database.transaction(async (sql) => {
        // A restored database was never told to delete: its triggers do not run.
        await sql.query('SET LOCAL session_replication_role = replica')
        for (const table of await tablesOfBranches(sql)) {
          await sql.query(`DELETE FROM ${table} WHERE branch = $1`, [branch])
          const text = `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::public.${table}, $1::jsonb)`
          await sql.query(text, [rows.get(table) ?? '[]'])
        }
      })
      const after = new Set(await placesAtHq(hq.database, branch))
      return before.filter((event) => !after.has(placeOf(event)))
    },
    async act(branch, luck) {
      const cases = await hq.database.query<{ id: string; state: string }>(
        `SELECT id, state FROM case_record WHERE branch = $1 AND state IN ('received_hq', 'in_work') ORDER BY id`,
        [branch],
      )
      const found = cases[Math.floor(luck * cases.length)]
      if (!found) return null
      const { id, state } = found
      const who = officer ?? (await engage(hq))
      const act = {
        ...(state === 'received_hq' ? { do: 'takeIntoWork' } : answer),
        command: chanceOf(`${id} ${luck}`).uuid(),
      }
      const said = await app.inject({
        ...{ method: 'POST', url: `/v1/office/cases/${id}/act`, payload: { act } },
        headers: { authorization: `Bearer ${who.token}` },
      })
      return {
        ok: said.statusCode === 200 && said.json<{ ok: boolean }>().ok,
        told: `${act.do} ${said.body.slice(0, 200)}`,
      }
    },
    async close() {
      for (const one of replaced) await one.close()
    },
  }
}
