// A definition with faults: each is named by its place, in words that say what to do, and the command says so with its end.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { formOf } from '../../domain/forms/catalogue.ts'
import { checkDefinition, placesInFile } from '../../domain/forms/version.ts'
import { readData, shippedCatalogue, shippedForms } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
type Json = { [key: string]: unknown }
const form = (edit: (form: Json) => void): Json => {
  const copy = structuredClone(readData('forms/DOC-DUP.json')) as Json
  copy.version = 99
  edit(copy)
  return copy
}
const at = (holder: unknown, ...path: (string | number)[]): Json => {
  let here = holder
  for (const part of path) here = (here as Json)[part]
  return here as Json
}
const faultsOf = (raw: unknown) => {
  const checked = checkDefinition(catalogue, raw)
  return checked.ok ? [] : placesInFile(checked.faults, raw).map(({ path, message }) => `${path}: ${message}`)
}

describe('each fault says where and what to do:', () => {
  test.each<[string, (form: Json) => void, RegExp]>([
    [
      'a member that nobody knows',
      (f) => {
        f.colour = 'red'
      },
      /^colour: nothing is called so here: take it out, or correct the spelling$/,
    ],
    [
      'a member that is missing',
      (f) => {
        delete f.heading
      },
      /^heading: is missing: write members in curly brackets$/,
    ],
    [
      'a language that is missing',
      (f) => {
        delete at(f, 'unit').kk
      },
      /^unit\.kk: is missing: write a text in quotation marks$/,
    ],
    [
      'an empty text',
      (f) => {
        at(f, 'unit').kk = ''
      },
      /^unit\.kk: must not be empty: write the words$/,
    ],
    [
      'a number as a text',
      (f) => {
        f.version = '4'
      },
      /^version: must be a number, not "4"$/,
    ],
    [
      'a date that is none',
      (f) => {
        f.since = '01.12.2026'
      },
      /^since: must be a date such as "2026-11-23", not "01\.12\.2026"$/,
    ],
    [
      'a word that is not one of those allowed',
      (f) => {
        at(f, 'answer', 0).unit = 'days'
      },
      /^answer\.0\.unit: must be one of "calendar_days", "working_days", .*, not "days"$/,
    ],
    [
      'a kind of field that there is not',
      (f) => {
        at(f, 'fields', 0).type = { kind: 'colour' }
      },
      /^fields\.\w+\.type(\.kind)?: is no kind of field: .* see “Kinds of field” in docs\/forms\.md$/,
    ],
    [
      'a condition that is none',
      (f) => {
        at(f, 'fields', 0).when = { field: 'doc_kind', equals: 'x' }
      },
      /^fields\.\w+\.when: is no condition: write \{"field": /,
    ],
    [
      'a condition inside another with a wrong key',
      (f) => {
        at(f, 'fields', 0).when = { all: [{ field: 'Doc Kind', is: 'x' }] }
      },
      /^fields\.\w+\.when\.all\.0\.field: a key is lower_snake_case; it says "Doc Kind"$/,
    ],
    [
      'a condition on a field that is not there',
      (f) => {
        at(f, 'procedure', 'steps', 0).when = { field: 'nobody', is: 'x' }
      },
      /^procedure\.steps\.\w+\.when\.field: there is no field “nobody”$/,
    ],
    [
      'a gap that nothing fills',
      (f) => {
        at(f, 'request').ru = 'Прошу {nothing}.'
      },
      /^request\.ru: there is nothing called “nothing” to fill in$/,
    ],
    [
      'an order that leaves a part out',
      (f) => {
        f.order = []
      },
      /^order: order must name each of /,
    ],
  ])('%s', (_, edit, said) => {
    const faults = faultsOf(form(edit))
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(said)
  })

  test('all faults are said at once', () => {
    const faulty = form((f) => {
      f.colour = 'red'
      f.since = 'soon'
      delete at(f, 'unit').en
    })
    expect(faultsOf(faulty)).toHaveLength(3)
  })

  test('a sound definition has none, and it is said when it is not newer than the one in force', () => {
    const held = formOf(catalogue, 'DOC-DUP')?.version ?? 0
    expect(
      checkDefinition(
        catalogue,
        form(() => {}),
      ),
    ).toMatchObject({ ok: true, notAbove: null })
    expect(checkDefinition(catalogue, readData('forms/DOC-DUP.json'))).toMatchObject({ ok: true, notAbove: held })
  })
})

describe('npm run forms -- check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'okno-forms-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const forms = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['build/forms.mjs', ...words], { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }

  test('ends well for a sound file', () => {
    const file = write('sound.json', JSON.stringify(form(() => {})))
    expect(forms('check', file)).toEqual({ status: 0, said: `✓ ${file}\n` })
  })
  test('names each fault by its place and ends with 1, whatever the other files are', () => {
    const sound = write('sound.json', JSON.stringify(form(() => {})))
    const faulty = write(
      'faulty.json',
      JSON.stringify(
        form((f) => {
          f.colour = 'red'
          delete at(f, 'unit').kk
        }),
      ),
    )
    const { status, said } = forms('check', sound, faulty, write('torn.json', '{"code": '))
    expect(status).toBe(1)
    expect(said).toContain(`✓ ${sound}`)
    expect(said).toContain(`✗ ${faulty}: 2 faults\n  unit.kk: is missing`)
    expect(said).toContain('  colour: nothing is called so here')
    expect(said).toContain('torn.json: 1 fault\n  (the whole file): cannot be read as JSON')
  })
  test('without a file checks all that is shipped', () => {
    const { status, said } = forms('check')
    expect([status, said.trim().split('\n')]).toEqual([0, shippedForms().map((code) => `✓ forms/${code}.json`)])
  })
  test('says how it is used when it is asked for anything else', () => {
    expect(forms('publish')).toMatchObject({ status: 2, said: expect.stringContaining('npm run forms -- check') })
  })
})
