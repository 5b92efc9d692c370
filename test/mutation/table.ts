/** What a run of the mutation check found, as a table in Markdown that can stand in a document; and what was not caught, for a person. */
import type { Mechanism } from './mechanism.ts'
import { rooms } from './mechanisms.ts'

/** `why`: why it was not caught; null where it was. `by`: test files from the project's root, or schedules of the simulation. */
export type Line = { mechanism: Mechanism; by: string[]; failures: number; why: string | null }

const short = (by: string) => by.replace(/^test\//, '').replace(/\.test\.ts$/, '')
const filesOf = ({ edits }: Mechanism) => [...new Set(edits.map(({ file }) => `\`${file}\``))].join(' ')

/** By room, in the order of the mechanisms; rooms of which nothing was tried are left out. */
export function tableOf(lines: readonly Line[]): string {
  const found = new Map(lines.map((line) => [line.mechanism.id, line]))
  const parts = rooms.flatMap(({ title, mechanisms }) => {
    const tried = mechanisms.flatMap(({ id }) => found.get(id) ?? [])
    if (tried.length === 0) return []
    const caught = tried.filter(({ why }) => why === null).length
    return [[`| **${title}** | ${caught} of ${tried.length} | |`, ...tried.map(row)].join('\n')]
  })
  return ['| stands while it is on | switched off in | noticed by |\n|---|---|---|', ...parts].join('\n')
}

function row({ mechanism, by, failures, why }: Line): string {
  const noticed = why === null ? `${by.map(short).join(', ')} (${failures})` : `**not caught**: ${why}`
  return `| ${[mechanism.name, filesOf(mechanism), noticed].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
