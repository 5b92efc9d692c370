// A form version that cannot be used, is not signed or not newer: kept out whole, and the old one stays.
import { describe, expect, test } from 'vitest'
import type { PublishedForm } from '../../domain/forms/publication.ts'
import type { Field, ValueList } from '../../domain/forms/schema.ts'
import { formsSeen, receiveForms } from '../../electron/branch/forms.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { type Bench, registered, rows } from './bench.ts'
import {
  counter,
  inForce,
  known,
  next,
  openBench,
  opened,
  question,
  reopen,
  send,
  signed,
  three,
  version,
} from './forms.ts'

/** A field that chooses from a list which is not in `data/`. */
const chooses: Field = { ...question, key: 'colour', type: { kind: 'choice', list: 'colours' } }
const colours: ValueList = {
  key: 'colours',
  values: [{ code: 'red', label: { kk: 'қызыл', ru: 'красный', en: 'red' } }],
}

describe('a version that cannot be used is kept out whole and reported, and the old one stays:', () => {
  test.each<[string, () => unknown, string]>([
    ['the meta-schema refuses it', () => ({ ...next(), colour: 'red' }), 'colour'],
    ['a text lacks a language', () => ({ ...next(), unit: { kk: 'а', ru: 'б', en: '' } }), 'unit.en'],
    [
      'a list is not there',
      () => next(4, { fields: [...three.fields, chooses] }),
      'forms.ACC-DEREG.fields.colour.type.list',
    ],
    [
      'a block is not there',
      () => next(4, { blocks: [...three.blocks, 'Z'], order: [...three.order, 'Z'] }),
      `forms.ACC-DEREG.blocks.${three.blocks.length}`,
    ],
  ])('%s', async (_, form, path) => {
    const bench = await counter()
    expect(send(bench, form())).toBe(1)
    expect(await inForce(bench)).toBe(3)
    const expected = [
      expect.objectContaining({ file: 'headquarters: ACC-DEREG v4', path, message: expect.any(String) }),
    ]
    expect((await opened(bench)).faults).toEqual(expected)
    expect(bench.news).toContainEqual(['forms'])
    expect(await version(bench, 4)).toBe(null)
    expect(await registered(bench)).toMatchObject({ formVersion: 3 })
    const again = await reopen(bench)
    expect(await inForce(again)).toBe(3)
    expect((await opened(again)).faults).toEqual(expected)
  })

  test('it is not asked for again, and a sound one after it ends the report', async () => {
    const bench = await counter()
    send(bench, { ...next(), colour: 'red' })
    expect(formsSeen(bench.branch)).toMatchObject({ 'ACC-DEREG': 4, 'ACC-CHANGE': 1 })
    expect(send(bench, next(5))).toBe(1)
    expect(await inForce(bench)).toBe(5)
    expect((await opened(bench)).faults).toEqual([])
  })

  test('a program that can use it does so at its first start', async () => {
    const bench = await counter()
    send(bench, next(4, { fields: [...three.fields, chooses] }))
    const program = known()
    const lists = [...program.catalogue.lists, colours]
    const newer = await reopen(bench, { knowledge: { ...program, catalogue: { ...program.catalogue, lists } } })
    expect(await inForce(newer)).toBe(4)
    expect((await opened(newer)).faults).toEqual([])
    expect(await inForce(await reopen(newer))).toBe(3)
  })
})

describe('nothing is taken', () => {
  const stored = (bench: Bench) => rows(bench, 'SELECT code, version FROM form_received')

  test('of what headquarters did not sign, or did not sign so', async () => {
    const bench = await counter()
    const genuine = signed(next())
    const forged: PublishedForm[] = [
      signed(next(), keyPair(newPrivateKey()).sign),
      { ...genuine, signature: bench.branch.keys.sign(genuine.body) },
      { ...genuine, version: 5 },
      { ...genuine, code: 'ACC-CHANGE' },
      { ...genuine, body: genuine.body.replace('Новый', 'Другой') },
      { ...genuine, signature: '' },
    ]
    expect(receiveForms(bench.branch, forged)).toBe(0)
    expect([await inForce(bench), stored(bench), (await opened(bench)).faults]).toEqual([3, [], []])
    expect(receiveForms(bench.branch, [...forged, genuine])).toBe(1)
    expect(await inForce(bench)).toBe(4)
  })

  test('that is not higher than what was seen', async () => {
    const bench = await counter()
    expect(send(bench, next(3), next(2))).toBe(0)
    expect(send(bench, next(6))).toBe(1)
    expect(send(bench, next(5), next(6, { since: '2030-01-01' }))).toBe(0)
    expect([await inForce(bench), stored(bench)]).toEqual([6, [{ code: 'ACC-DEREG', version: 6 }]])
  })

  test('before headquarters is known', async () => {
    expect(send(await openBench(), next())).toBe(0)
  })
})
