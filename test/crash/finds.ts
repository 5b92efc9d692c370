/** What lies about after all the kills: the files that cases speak of, and the papers that customers took away. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { numberPattern } from '../../domain/journal/number.ts'
import { keptFile } from '../../electron/branch/attachments/places.ts'
import { textOf } from '../paper/reading.ts'
import type { EventRow } from '../sync/parts/reconcile.ts'
import type { Desk } from './work.ts'

type Found = { count: number; faults: string[] }

/** Every file that the screen called taken, and every one that an event names, lies there whole. */
export function checkFiles(workspace: string, { files }: Pick<Desk, 'files'>, journal: readonly EventRow[]): Found {
  const named = new Set(
    journal
      .filter(({ type }) => type === 'caseRegistered')
      .flatMap(({ payload }) => (JSON.parse(payload) as { attachments?: { sha256: string }[] }).attachments ?? [])
      .map(({ sha256 }) => sha256),
  )
  const faults: string[] = []
  for (const { sha256 } of files) if (!named.has(sha256)) faults.push(`a file that was taken is in no case: ${sha256}`)
  for (const sha256 of named) {
    const file = keptFile({ workspace }, sha256)
    if (!existsSync(file)) faults.push(`a case names a file that is not there: ${sha256}`)
    else if (createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256)
      faults.push(`a file is not what its name says: ${sha256}`)
  }
  return { count: named.size, faults }
}

/** Every slip that left the printer bears the number of a case. */
export function checkPapers(folder: string, numbers: readonly string[]): Found {
  const known = new Set(numbers)
  const faults: string[] = []
  const papers = readdirSync(folder).filter((name) => name.endsWith('.pdf'))
  const anywhere = new RegExp(numberPattern.source.replace('^', '').replace('$', ''), 'g')
  for (const paper of papers) {
    const said =
      textOf(join(folder, paper))
        .replaceAll(/[ \u00a0]/g, '')
        .match(anywhere) ?? []
    if (said.length === 0) faults.push(`a paper without a number: ${paper}`)
    for (const number of said) if (!known.has(number)) faults.push(`printed and in no journal: ${number}`)
  }
  return { count: papers.length, faults }
}
