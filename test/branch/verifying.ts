/** The export of a branch that has lived, and what whoever looks at it or changes it needs to know. */
import { readFileSync } from 'node:fs'
import type { Sign } from '../../domain/journal/primitives.ts'
import type { Receipt } from '../../electron/contract.ts'
import { exported, workedBranch } from './exported.ts'

export type Lived = {
  text: string
  receipt: Receipt
  /** The device's own key, for a device that lies. */
  own: Sign
  lines: { first: string; office: string }
}

export async function livedExport(): Promise<Lived> {
  const { bench, receipt, line, office } = await workedBranch()
  const text = readFileSync(await exported(bench), 'utf8')
  return { text, receipt, own: bench.branch.keys.sign, lines: { first: line, office } }
}
