/** Each forgery of a real export is named at its place, and the program's own `admit` is asked about the same bytes. */
import { beforeAll, describe, expect, test } from 'vitest'
import { canonical } from '../../domain/journal/canonical.ts'
import { checkCharacter } from '../../domain/journal/number.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { hq } from './exported.ts'
import { admitted, eventOf, type FileRow, named, reckoned, refrozen, rowsIn, textOf, verified } from './forging.ts'
import { type Lived, livedExport } from './verifying.ts'

const stranger = keyPair(newPrivateKey())

let text: string
let own: Lived['own']
let lines: Lived['lines']
beforeAll(async () => {
  ;({ text, own, lines } = await livedExport())
})
const rows = () => rowsIn(text)
/** The row of an event, counted from 0. */
const at = (all: FileRow[], line: string, seq: number): number =>
  all.findIndex((row) => row.kind === 'event' && eventOf(row).fields.line === line && eventOf(row).fields.seq === seq)
const changed = (all: FileRow[], index: number, to: Partial<FileRow>): FileRow[] =>
  all.map((row, i) => (i === index ? { ...row, ...to } : row)) as FileRow[]
const without = (all: FileRow[], index: number): FileRow[] => all.filter((_, i) => i !== index)

type Forged = { rows: FileRow[] } | { text: string }
/** `faults`: those that must be named, at their place (row from 1, then seq). `admit`: what the program says of the events. */
const FORGERIES: [name: string, forge: (all: FileRow[]) => Forged & { faults: string[]; admit?: string }][] = [
  [
    'a byte of a payload',
    (all) => {
      const i = at(all, lines.first, 2)
      const payload = all[i]?.payload.replace('Қасымова', 'Қасимова')
      return { rows: changed(all, i, { payload }), faults: [`payloadBytes ${i + 1} 2`], admit: 'bytes' }
    },
  ],
  [
    'a byte of a header',
    (all) => {
      const i = at(all, lines.first, 3)
      const header = all[i]?.header.replace('"by":"system"', '"by":"sistem"')
      return { rows: changed(all, i, { header }), faults: [`headerBytes ${i + 1} 3`], admit: 'signature' }
    },
  ],
  [
    'a row taken out',
    (all) => {
      const i = at(all, lines.first, 3)
      return { rows: without(all, i), faults: [`gap ${i + 1} 4`, 'removed'], admit: 'expected' }
    },
  ],
  [
    'a row put in',
    (all) => {
      const i = at(all, lines.first, 2)
      const put = { ...refrozen(all[i] as FileRow, (payload) => ({ ...payload, window: 'Z' })), signature: null }
      return {
        rows: [...all.slice(0, i + 1), put, ...all.slice(i + 1)],
        faults: ['fork', `unsigned ${i + 2} 2`, 'inserted'],
        admit: 'signature',
      }
    },
  ],
  [
    'an event signed by a stranger',
    (all) => {
      const i = at(all, lines.office, 3)
      const signature = stranger.sign(`okno-seal-1\n${all[i]?.hash}`)
      return { rows: changed(all, i, { signature }), faults: [`signature ${i + 1} 3`], admit: 'signature' }
    },
  ],
  [
    'an unsigned tail',
    (all) => {
      const i = at(all, lines.office, 3)
      return { rows: changed(all, i, { signature: null }), faults: [`unsigned ${i} 2`], admit: 'signature' }
    },
  ],
  [
    'rows in another order',
    (all) => {
      const i = at(all, lines.office, 2)
      const [a, b] = [all[i], all[i + 1]] as [FileRow, FileRow]
      return { rows: [...all.slice(0, i), b, a, ...all.slice(i + 2)], faults: [`reordered ${i + 2} 2`] }
    },
  ],
  [
    'a row twice',
    (all) => {
      const i = at(all, lines.office, 2)
      const again = all[i] as FileRow
      return { rows: [...all.slice(0, i + 1), again, ...all.slice(i + 1)], faults: [`duplicate ${i + 2} 2`] }
    },
  ],
  [
    'a certificate with another key',
    (all) => {
      const certificates = all[0]?.certificates.map((one: { body: object }) => ({
        ...one,
        body: { ...one.body, publicKey: stranger.publicKey },
      }))
      return { rows: changed(all, 0, { certificates }), faults: ['certificate 1', 'openingKey'], admit: 'certificate' }
    },
  ],
  [
    'another key of headquarters, with certificates of its own',
    (all) => {
      const certificates = all[0]?.certificates.map(({ body }: { body: never }) => ({
        body,
        signature: stranger.sign(`okno-certificate-1\n${canonical(body)}`),
      }))
      const rows = changed(all, 0, { hqKey: stranger.publicKey, certificates })
      return { rows, faults: ['hqKey 1', 'certificate 1'], admit: 'certificate' }
    },
  ],
  [
    'a line taken out',
    (all) => ({
      rows: all.filter((row) => row.kind !== 'event' || eventOf(row).fields.line !== lines.office),
      faults: ['lineRemoved'],
    }),
  ],
  [
    'the last command of a line taken out, and the end left',
    (all) => {
      const i = at(all, lines.office, 2)
      return { rows: [...all.slice(0, i), ...all.slice(i + 2)], faults: ['removed'] }
    },
  ],
  ['the end cut off', (all) => ({ rows: all.slice(0, -1), faults: [`truncated ${all.length - 1}`] })],
  [
    'the tail cut off in the middle of a row',
    (all) => {
      const kept = textOf(all.slice(0, 8))
      return { text: kept.slice(0, -20), faults: ['notJson 8', 'truncated 8'] }
    },
  ],
  [
    'an end that says the same in other bytes',
    (all) => ({
      text: textOf(all).replace('"kind":"end"', '"kind": "end"'),
      faults: [`notCanonical ${all.length}`],
    }),
  ],
  ['rows after the end', (all) => ({ rows: [...all, all[1] as FileRow], faults: [`afterEnd ${all.length + 1}`] })],
  [
    'an acknowledgement of another hash',
    (all) => {
      const i = all.findIndex(({ kind }) => kind === 'acknowledgement')
      const body = { ...all[i]?.body, hash: 'f'.repeat(64) }
      const seq = body.seq
      return {
        rows: changed(all, i, { body }),
        faults: [`acknowledgement ${i + 1} ${seq}`, `acknowledgedLost ${i + 1} ${seq}`],
      }
    },
  ],
  [
    'a fork that the end does not name',
    (all) => {
      const end = all.at(-1) as FileRow
      const named = end.lines.map((line: object) => ({ ...line, forks: [] }))
      return { rows: changed(all, all.length - 1, { lines: named }), faults: ['fork', 'endSignature'] }
    },
  ],
]

describe('a forged copy is named at its place', () => {
  test.each(FORGERIES)('%s', async (_, forge) => {
    const forged = forge(rows())
    // As it lies there, and with an end that was counted again: the forger has no key to sign it.
    const copies = 'text' in forged ? [forged.text] : [textOf(forged.rows)]
    if ('rows' in forged && forged.rows.at(-1)?.kind === 'end') copies.push(textOf(reckoned(forged.rows)))
    for (const copy of copies) {
      const report = await verified(copy, { hqKey: hq.publicKey })
      expect(report.ok).toBe(false)
      const found = named(report)
      for (const fault of forged.faults)
        expect(found.filter((one) => one === fault || (!/\d/.test(fault) && one.startsWith(`${fault} `)))).not.toEqual(
          [],
        )
    }
    const verdicts = 'text' in forged ? [] : admitted(forged.rows, hq.publicKey)
    if (forged.admit) expect(verdicts).toContain(forged.admit)
    else expect(new Set(verdicts).size).toBeLessThan(2)
  })

  test('also by the device itself, which signs what it likes: a number whose tag does not fit', async () => {
    const all = rows()
    const line = eventOf(all.filter(({ kind, origin }) => kind === 'event' && origin === 'own').at(-1) as FileRow)
      .fields.line
    const i = all.findLastIndex((row) => row.kind === 'event' && eventOf(row).fields.line === line)
    const registration = refrozen(all[i - 1] as FileRow, (payload) => {
      const body = `${String(payload.number).slice(0, -5)}7777`
      return { ...payload, number: body + checkCharacter(body) }
    })
    const { fields } = eventOf(all[i] as FileRow)
    const header = canonical({ ...fields, prev: registration.hash })
    const review = { ...(all[i] as FileRow), header }
    const hash = refrozen(review, (payload) => payload, own)
    const lied = changed(changed(all, i - 1, registration), i, hash)
    const report = await verified(textOf(reckoned(lied, own)), { hqKey: hq.publicKey })
    expect(named(report)).toContain(`numberTag ${i} ${fields.seq - 1}`)
    expect(admitted(lied, hq.publicKey)).toEqual(['admitted', 'admitted', 'admitted', 'admitted'])
  })

  test('a payload that is not there is believed only where the journal says that it was erased', async () => {
    const all = rows()
    const i = at(all, lines.first, 2)
    const report = await verified(textOf(reckoned(changed(all, i, { payload: null }), own)))
    expect(named(report)).toContain(`payloadWithheld ${i + 1} 2`)
  })
})
