/** A computer is not let go while something lies on it that nobody else has. */
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keptFile } from '../../electron/branch/attachments/places.ts'
import { mark, unmark } from '../../electron/branch/store/carriage.ts'
import { attach, attached, otherPhoto, photo } from './attach.ts'
import { type Bench, draft, openBench, register, signIn } from './bench.ts'
import { atHq } from './retention.ts'

const left = ({ call }: Bench) => call('hub.leaving', {})
const nothing = { records: 0, cases: 0, files: 0, drafts: 0, tray: 0 }

test('F-10 it may be taken away when headquarters has every record safe and every file, and no draft and no scan lies here', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { id } = await draft(bench)
  expect(await left(bench)).toMatchObject({ drafts: 1, files: 0 })
  const registration = await register(bench, id)
  if (!registration.ok) expect.unreachable()
  expect(await left(bench)).toMatchObject({ cases: 1, drafts: 0 })
  const to = { case: registration.receipt.case }
  const [one, other] = [await attached(bench, to, photo), await attached(bench, to, otherPhoto)]
  atHq(bench)
  expect(await left(bench)).toEqual({ ...nothing, files: 2 })
  const { branch } = bench
  mark(branch.db, one.sha256, 'there', '')
  expect(await left(bench)).toEqual({ ...nothing, files: 1 })
  // What is not here any more is not lost by taking the computer away.
  rmSync(keptFile(branch, other.sha256))
  expect(await left(bench)).toEqual(nothing)
  // Headquarters says that it lost it.
  unmark(branch.db, one.sha256)
  expect(await left(bench)).toEqual({ ...nothing, files: 1 })
  mark(branch.db, one.sha256, 'there', '')
  await attach(bench, { tray: true }, photo)
  expect(await left(bench)).toEqual({ ...nothing, tray: 1 })
})
