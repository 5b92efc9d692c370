/** Computers certified by any headquarters for any branch, on real sockets: which of them are strangers, the test says. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certify } from '../../../domain/journal/certificate.ts'
import { enrolled } from '../../../electron/branch/handover.ts'
import type { Hub } from '../../../electron/branch/hub/door.ts'
import { startHub } from '../../../electron/branch/hub/hub.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import type { KeyPair } from '../../../trust/keys.ts'
import { chanceOf } from './chance.ts'
import { furnish, layTemplate, machineAt } from './counter.ts'
import { takesPart, until } from './hub.ts'
import { seededKey } from './keys.ts'
import { openWorld } from './world.ts'

export const hq = seededKey('headquarters')
export const otherHq = seededKey('somebody else')
export let folder: string
let template: string
let made = 0

/** Once per test file, and its end. */
export async function raiseComputers(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'okno-hub-'))
  template = await layTemplate(folder)
}
export const razeComputers = () => rmSync(folder, { recursive: true, force: true })

/** A computer that a headquarters certified for a branch. */
export async function computer(code = '0712', by: KeyPair = hq): Promise<OpenBranch> {
  const name = `computer ${++made}`
  const place = { workspace: join(folder, name), machine: join(folder, `${name} machine`) }
  furnish(place, template, name)
  const open = await machineAt(place, 'A', openWorld(), chanceOf(name)).start()
  const { device } = open.branch.desk()
  const { publicKey } = open.branch.keys
  const issuedAt = '2026-11-23T03:00:00.000Z'
  const body = { v: 1 as const, device, branch: code, letter: 'A', publicKey, issuedAt }
  enrolled(open.branch, certify(body, by.sign), by.publicKey)
  return open
}

export const plays = ({ branch }: OpenBranch, fixed: Parameters<typeof startHub>[1]): Hub =>
  takesPart(startHub(branch, { host: '127.0.0.1', betweenMs: 50, ...fixed }))

export async function serves(open: OpenBranch, how = {}): Promise<{ hub: Hub; port: number }> {
  const hub = plays(open, { fixed: { role: 'serves', port: 0 }, ...how })
  await until(() => hub.state().state === 'serving')
  return { hub, port: Number(hub.state().addresses[0]?.split(':').at(-1)) }
}

const tables = ['journal', 'line', 'certificate', 'acknowledgement', 'refused_event', 'hub_mark', 'cases', 'setting']
export const allOf = ({ branch }: OpenBranch) =>
  JSON.stringify(tables.map((table) => branch.db.prepare(`SELECT * FROM ${table}`).all()))
