// Two computers that each began the branch: nobody loses his place, and each manager sees that there is another one.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { certify } from '../../domain/journal/certificate.ts'
import { enrolled } from '../../electron/branch/handover.ts'
import { saveCertificate } from '../../electron/branch/store/certificates.ts'
import type { Deed, EntriesPage, Overview, PersonTile } from '../../electron/contract.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { type Bench, openBench, rows, START } from './bench.ts'
import { carry, change, listed, names } from './people.ts'

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

const day = 86_400_000
const cases = [
  // Enrolled first, begun years later and off line, with a clock of its own.
  { what: 'enrolled before the other and begun years later', enrolledMs: START - 60 * day, clockMs: START + 2 * YEAR },
  {
    what: 'enrolled before the other, with a clock years behind',
    enrolledMs: START - 60 * day,
    clockMs: START - 5 * YEAR,
  },
  { what: 'enrolled after the other, with a clock years behind', enrolledMs: START, clockMs: START - 5 * YEAR },
]

test.each(cases)(
  'a computer $what takes nobody’s place, and the manager settles it',
  async ({ enrolledMs, clockMs }) => {
    const office = await openBench({ demo: false })
    const real = await begin(office, 'Бекова')
    const { person: clerk } = await change(office, { do: 'addPerson', ...names, lastName: 'Оспанов', role: 'clerk' })
    const first = enrol(office, 'A', START - 30 * day)

    const away = await openBench({ seed: 7, letter: 'B', demo: false, now: { ms: clockMs } })
    const other = await begin(away, 'Самозванов')
    const second = enrol(away, 'B', enrolledMs)
    await change(away, { do: 'addPerson', ...names, lastName: 'Чужой', role: 'manager' })
    const entries = rows(office, 'SELECT person, pin FROM entry ORDER BY person')
    const entriesAway = rows(away, 'SELECT person, pin FROM entry ORDER BY person')

    // As the hub does: the certificate comes with the events.
    saveCertificate(office.branch.db, second)
    saveCertificate(away.branch.db, first)
    carry(away, office)
    carry(office, away)
    for (const bench of [office, away]) {
      expect(managers(bench)).toEqual(expect.arrayContaining([real, other]))
      expect(rows(bench, 'SELECT id FROM member WHERE retired <> 0')).toEqual([])
    }
    // What lets in is where it was.
    expect(rows(office, 'SELECT person, pin FROM entry ORDER BY person')).toEqual(entries)
    expect(rows(away, 'SELECT person, pin FROM entry ORDER BY person')).toEqual(entriesAway)
    expect(await office.call('session.signIn', { person: real, pin: '2718' })).toMatchObject({ ok: true })

    // Neither manages the other's people, and both are told.
    const otherFounding = { ok: false, refusal: { code: 'otherFounding' } }
    expect(await change(away, { do: 'retirePerson', person: real, why: 'көк' })).toEqual(otherFounding)
    expect(await change(away, { do: 'resetPin', person: clerk })).toEqual(otherFounding)
    expect(await change(office, { do: 'retirePerson', person: other, why: 'көк' })).toEqual(otherFounding)
    const { deeds } = (await office.call('people.list', {})) as { deeds: Deed[] }
    expect(deeds[0]).toMatchObject({ what: 'personAdded', whom: 'Самозванов А.', second: true })
    expect(deeds.filter((one) => one.second)).toHaveLength(1)
    expect((await listed(office)).map(({ founding }) => founding).sort()).toEqual(['besides', 'other', 'own', 'own'])
    const needs = async (bench: Bench) =>
      ((await bench.call('reports.overview', {})) as Overview).needs.map(({ need }) => need)
    expect(await needs(office)).toContain('people')
    expect(await needs(away)).toContain('people')

    // Let in by the manager here, he manages here as well; there his word was enough before, and here it still is not.
    expect(await change(office, { do: 'returnPerson', person: other })).toMatchObject({ ok: true })
    expect(await needs(office)).not.toContain('people')
    carry(office, away)
    expect(await change(away, { do: 'retirePerson', person: clerk, why: 'көк' })).toMatchObject({ ok: true })
    expect(await change(office, { do: 'retirePerson', person: other, why: 'көк' })).toEqual(otherFounding)
  },
)

test('a stranger’s founding that the manager disputes waits for nobody any more, and still manages nobody of the branch', async () => {
  const office = await openBench({ demo: false })
  await begin(office, 'Бекова')
  const stolen = await openBench({ seed: 7, letter: 'B', demo: false })
  await begin(stolen, 'Самозванов')
  carry(stolen, office)
  const needs = async () => ((await office.call('reports.overview', {})) as Overview).needs.map(({ need }) => need)
  expect(await needs()).toContain('people')
  const page = (await office.call('entries.list', { offset: 0, limit: 50 })) as EntriesPage
  const founding = page.rows.find(({ type, about }) => type === 'personAdded' && about.startsWith('Самозванов'))
  const words = 'такого человека у нас нет'
  const said = await office.call('entries.dispute', { command: randomUUID(), entry: founding?.entry, words })
  expect(said).toEqual({ ok: true })
  expect(await needs()).not.toContain('people')
  expect((await listed(office)).find(({ founding: one }) => one === 'besides')).toMatchObject({
    lastName: 'Самозванов',
  })
})
