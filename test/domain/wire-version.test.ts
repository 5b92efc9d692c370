// No change of what goes over the wire passes without a version, and each version knows whom it serves.
import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  PROTOCOL_VERSION as CURRENT,
  OLDEST_PROTOCOL_VERSION as OLDEST,
  versionGap,
  versionOf,
} from '../../domain/wire/version.ts'
import hashes from './wire-schemas.json' with { type: 'json' }
import { wireHash, wireSchemas } from './wire-schemas.ts'

const table: Record<string, string> = hashes

test('W-1 the schemas of the wire are those of the current version', () => {
  const advice = `what goes over the wire was changed: raise PROTOCOL_VERSION in domain/wire/version.ts where ${CURRENT} has been
released (docs/protocol.md, "Changing the wire"), and write "${CURRENT}": "${wireHash()}" into test/domain/wire-schemas.json`
  expect(table[String(CURRENT)], advice).toBe(wireHash())
})

test('W-1 every version from the first to the current one has its hash, no two the same, and none is ahead', () => {
  expect(Object.keys(table)).toEqual(Array.from({ length: CURRENT }, (_, i) => String(i + 1)))
  expect(new Set(Object.values(table)).size).toBe(CURRENT)
  expect(OLDEST).toBeLessThanOrEqual(CURRENT)
})

test('W-1 every file of the wire is looked at, and a changed member changes the hash', () => {
  const files = new Set(wireSchemas().map(([name]) => name.split('.')[0]))
  // Codes that people and scanners carry; and what officers send, which no branch's program does.
  const withoutSchemas = ['enrolmentCode', 'office', 'receiptCode']
  const there = readdirSync(new URL('../../domain/wire', import.meta.url)).map((name) => name.replace('.ts', ''))
  expect(there.filter((name) => !files.has(name)).sort()).toEqual(withoutSchemas)
  const schemas = new Map(wireSchemas())
  for (const name of ['exchange.headsRequest', 'exchange.runAnswer', 'hub.inventory', 'codes.codeRequest'])
    expect(JSON.stringify(schemas.get(name)), name).toContain('additionalProperties')
})

describe('W-2 a version', () => {
  const refusal = { code: 'version', oldest: OLDEST, current: CURRENT }
  test.each([
    [String(OLDEST - 1), refusal],
    [String(OLDEST), OLDEST],
    [String(CURRENT), CURRENT],
    [String(CURRENT + 1), refusal],
  ])('of %s, at the ends of what is served', (header, said) => {
    expect(versionOf(header)).toEqual(said)
  })

  test('that is missing, twice or no number is of none that is served', () => {
    for (const header of [undefined, '', [String(CURRENT)], ` ${CURRENT}`, '01', '2.0', '-1', '1e0', 'two'])
      expect(versionOf(header), String(header)).toEqual(refusal)
    fc.assert(fc.property(fc.string(), (header) => ['number', 'object'].includes(typeof versionOf(header))))
  })

  test('tells which side has to be updated', () => {
    expect(versionGap({ oldest: CURRENT + 1, current: CURRENT + 3 })).toBe('tooOld')
    expect(versionGap({ oldest: 1, current: CURRENT - 1 })).toBe('tooNew')
    expect(versionGap({ oldest: 1, current: CURRENT })).toBe(null)
  })
})
