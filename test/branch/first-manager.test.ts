// Two computers that each began the branch: who leads it, and what its manager sees of the other one.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { certify } from '../../domain/journal/certificate.ts'
import { enrolled } from '../../electron/branch/handover.ts'
import { saveCertificate } from '../../electron/branch/store/certificates.ts'
import type { Deed, Overview, PersonTile } from '../../electron/contract.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { type Bench, openBench, rows, START } from './bench.ts'
import { carry, change, names } from './people.ts'

const YEAR = 365 * 86_400_000
const hq = keyPair(newPrivateKey())

function enrol(bench: Bench, letter: string, ms: number) {
  const { device } = bench.branch.desk()
  const { publicKey } = bench.branch.keys
  const issuedAt = new Date(ms).toISOString()
  const certificate = certify({ v: 1, device, branch: '0712', letter, publicKey, issuedAt }, hq.sign)
  enrolled(bench.branch, certificate, hq.publicKey)
  return certificate
}
const begin = async (bench: Bench, lastName: string) => {
  const wish = { command: randomUUID(), ...names, lastName, pin: '2718' }
  return ((await bench.call('session.begin', wish)) as { person: PersonTile }).person.id
}
const managers = (bench: Bench) =>
  rows(bench, `SELECT id FROM member WHERE role = 'manager' AND retired = 0`).map((row) => (row as { id: string }).id)

test('a first manager made on a computer whose clock is behind takes the branch from nobody, and its manager is told', async () => {
  const office = await openBench({ demo: false })
  const real = await begin(office, 'Бекова')
  const { person: clerk } = await change(office, { do: 'addPerson', ...names, lastName: 'Оспанов', role: 'clerk' })
  const first = enrol(office, 'A', START - 30 * 86_400_000)

  const away = await openBench({ seed: 7, letter: 'B', demo: false, now: { ms: START - 5 * YEAR } })
  const other = await begin(away, 'Самозванов')
  const second = enrol(away, 'B', START)
  await change(away, { do: 'addPerson', ...names, lastName: 'Чужой', role: 'manager' })

  // As the hub does: the certificate comes with the events.
  saveCertificate(office.branch.db, second)
  saveCertificate(away.branch.db, first)
  carry(away, office)
  carry(office, away)
  for (const bench of [office, away]) {
    expect(managers(bench)).toEqual([real])
    expect(rows(bench, `SELECT retired FROM member WHERE id = '${clerk}'`)).toEqual([{ retired: 0 }])
  }

  // Whoever it was stands first of what was done, though his clock says that it was years ago.
  await office.call('session.signIn', { person: real, pin: '2718' })
  const { deeds } = (await office.call('people.list', {})) as { deeds: Deed[] }
  expect(deeds[0]).toMatchObject({ what: 'personAdded', whom: 'Самозванов А.', counts: false, second: true })
  expect(deeds.filter((one) => one.second)).toHaveLength(1)
  const needs = async () => ((await office.call('reports.overview', {})) as Overview).needs.map(({ need }) => need)
  expect(await needs()).toContain('people')
  // Let in by the manager, or said not to be so: then nothing waits any more.
  await change(office, { do: 'returnPerson', person: other })
  expect(await needs()).not.toContain('people')
})
