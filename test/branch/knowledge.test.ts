import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { loadKnowledge } from '../../electron/branch/catalogue.ts'
import { data, freshFolder, openBench, registered, reopen, rows, signIn } from './bench.ts'

function copyOfData(): string {
  const folder = join(freshFolder(), 'data')
  cpSync(data, folder, { recursive: true })
  return folder
}

const change = (file: string, edit: (form: Record<string, unknown>) => void) => {
  const form = JSON.parse(readFileSync(file, 'utf8'))
  edit(form)
  writeFileSync(file, JSON.stringify(form))
}

test('all forms, lists and calendars of the product are in force, without a fault', () => {
  const { catalogue, faults } = loadKnowledge(data)
  expect(faults).toEqual([])
  expect(catalogue.forms).toHaveLength(readdirSync(join(data, 'forms')).length)
})

describe('a faulty file is kept out and named, all others stay in force:', () => {
  test.each<[string, string, (file: string) => void]>([
    ['a form that is no JSON', 'forms/DOC-DUP.json', (file) => writeFileSync(file, '{')],
    [
      'a form with a key nobody knows',
      'forms/DOC-DUP.json',
      (file) =>
        change(file, (form) => {
          form.extra = 1
        }),
    ],
    [
      'a form that names a block that is not there',
      'forms/DOC-DUP.json',
      (file) =>
        change(file, (form) => {
          form.blocks = ['A', 'Z']
          form.order = ['A', 'Z', 'own']
        }),
    ],
    ['a calendar that is no calendar', 'calendars/PL-2026.json', (file) => writeFileSync(file, '{}')],
  ])('%s', (_, name, spoil) => {
    const folder = copyOfData()
    const whole = loadKnowledge(folder)
    spoil(join(folder, name))
    const { catalogue, faults } = loadKnowledge(folder)
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set([name]))
    const out = name.startsWith('forms/') ? ['DOC-DUP'] : []
    expect(catalogue.forms.map(({ code }) => code)).toEqual(
      whole.catalogue.forms.map(({ code }) => code).filter((code) => !out.includes(code)),
    )
  })

  test('a second form with the same code', () => {
    const folder = copyOfData()
    cpSync(join(folder, 'forms/DOC-DUP.json'), join(folder, 'forms/ZZ.json'))
    const { catalogue, faults } = loadKnowledge(folder)
    expect(faults).toMatchObject([{ file: 'forms/ZZ.json', path: 'code' }])
    expect(catalogue.forms.filter(({ code }) => code === 'DOC-DUP')).toHaveLength(1)
  })
})

test.each(['branch.json', 'rules.json', 'blocks.json'])('without a sound %s nothing is opened', async (name) => {
  const folder = copyOfData()
  writeFileSync(join(folder, name), '{"code": 1}')
  expect(() => loadKnowledge(folder)).toThrow(/cannot be used/)
})

test('a case of a form that was kept out since is still found and shown', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registered(bench)
  const folder = copyOfData()
  rmSync(join(folder, 'forms/ACC-DEREG.json'))
  const again = await reopen(bench, { data: folder, knowledge: loadKnowledge(folder) })
  await signIn(again)
  expect(await again.call('cases.receipt', { id: receipt.case })).toMatchObject({ number: receipt.number })
})

describe('backups', () => {
  const folder = (workspace: string) => join(workspace, 'backups')

  test('a whole copy is laid at the first opening of a date, and only then', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    const first = await reopen(bench, { backups: true })
    await first.close()
    expect(readdirSync(folder(bench.workspace))).toEqual(['okno-2026-11-23.db'])
    const copy = new Database(join(folder(bench.workspace), 'okno-2026-11-23.db'), { readonly: true })
    expect(copy.pragma('quick_check', { simple: true })).toBe('ok')
    expect(copy.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(3)
    copy.close()
    const second = await reopen(first, { backups: true })
    expect(await second.call('workspace.open', {})).toMatchObject({ lastBackupAt: '2026-11-23T05:00:00.000Z' })
  })

  test('an open program makes the next day’s copy at the first sign-in; only as many as the rules say are kept', async () => {
    const bench = await openBench({ backups: true })
    for (let day = 0; day < 9; day++) {
      await signIn(bench)
      await expect
        .poll(() => rows(bench, `SELECT value FROM setting WHERE key = 'lastBackupAt'`))
        .toEqual([{ value: new Date(bench.now.ms).toISOString() }])
      bench.now.ms += 86_400_000
    }
    await bench.close()
    const kept = readdirSync(folder(bench.workspace))
    expect(kept).toHaveLength(7)
    expect(kept[0]).toBe('okno-2026-11-25.db')
  })

  test('one that cannot be made is said, and work goes on', async () => {
    const trouble: string[] = []
    const bench = await openBench()
    writeFileSync(folder(bench.workspace), 'a file in place of the folder')
    const again = await reopen(bench, { backups: true, onTrouble: (what) => trouble.push(what) })
    await expect.poll(() => trouble).toEqual(['backup'])
    await signIn(again)
    await registered(again)
    expect(existsSync(join(again.workspace, 'okno.db'))).toBe(true)
  })
})
