// The documents number rules, stories and faults; each number has a test that carries it, and each test's number is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = new URL('../../', import.meta.url).pathname
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const protocol = read('docs/protocol.md')
const reliability = read('docs/reliability.md')

const KINDS = { P: 12, T: 17, F: 25, W: 3 } as const
const ID = /\b[PTFW]-\d+\b/g

/** Where a number is given out: in front of a rule, or in the first column of a table. */
const declared = [...`${protocol}\n${reliability}`.matchAll(/^(?:\*\*|\| )([PTFW]-\d+)\b/gm)].map(([, id]) => id ?? '')

/** What runs of a text: a line or a block that is commented out does not. */
const running = (text: string) => text.replace(/^[ \t]*\/\/.*$|^[ \t]*\/\*[\s\S]*?\*\//gm, '')
const CARRIED = /(?:test|describe)(?:\.each\([\s\S]{0,1200}?\))?\(\s*(['"`])((?:[PTFWR]-\d+,? )+)/g
/** The numbers that names in the text of a test file begin with, for each name. */
const idsIn = (text: string): string[][] =>
  [...running(text).matchAll(CARRIED)].map(([, , ids]) => [...(ids?.match(ID) ?? [])])

/** Test files with the numbers of each of their names. */
const named = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => idsIn(read(join('test', file))).map((ids) => ({ file: `test/${file}`, ids })))
const proved = new Set(named.flatMap(({ ids }) => ids))

describe('the numbers of docs/protocol.md and docs/reliability.md', () => {
  test('are complete, and each is given out once', () => {
    const all = Object.entries(KINDS).flatMap(([kind, last]) =>
      Array.from({ length: last }, (_, i) => `${kind}-${i + 1}`),
    )
    expect(declared.toSorted()).toEqual(all.toSorted())
  })

  test.each(declared)('%s has a test that begins with it', (id) => {
    expect([...proved]).toContain(id)
  })

  test('are the only ones that tests carry', () => {
    expect([...proved].filter((id) => !declared.includes(id))).toEqual([])
  })

  test('are not carried by a test that is commented out', () => {
    const [run, out] = ["test('P-1 a rule', () => {", "test('P-2, T-3 a rule', () => {"]
    for (const comment of [`  // ${out}`, `// ${out}`, `/*\n${out}\n*/`, `/* ${out} */`])
      expect(idsIn(`${comment}\n${run}`)).toEqual([['P-1']])
    expect(idsIn(`${run}\n  ${out} // as in */`)).toEqual([['P-1'], ['P-2', 'T-3']])
  })

  test('name tests that exist and carry the number', () => {
    const rows = `${protocol}\n${reliability}`.split(/\n\n|\n(?=\| [PTFW]-)/)
    const wrong = rows.flatMap((row) => {
      const id = /^(?:\*\*|\| )([PTFW]-\d+)\b/.exec(row)?.[1]
      const files = row.match(/test\/[\w/-]+\.test\.ts/g) ?? []
      return files.flatMap((file) => {
        if (!existsSync(join(root, file))) return [`${file} is not there`]
        const carries = id === undefined || named.some((one) => one.file === file && one.ids.includes(id))
        return carries ? [] : [`${file} has no test of ${id}`]
      })
    })
    expect(wrong).toEqual([])
  })
})
