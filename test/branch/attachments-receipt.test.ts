/** What a registration and its receipt say of files: which papers they are, when they came, who took them, no names. */
import { expect, test } from 'vitest'
import type { CaseDetail, Receipt } from '../../electron/contract.ts'
import { heic, mp4, pdf, sheet } from '../support/papers.ts'
import { atCounter, attached, otherPhoto, photo } from './attach.ts'
import { register, registered } from './bench.ts'

test('a paper counts as handed in when a file shows it: at the registration, and for a file that comes later', async () => {
  const { bench, opened, to } = await atCounter()
  const lacks = async (id: string) => {
    const detail = (await bench.call('cases.detail', { id })) as CaseDetail
    const receipt = (await bench.call('cases.receipt', { id })) as { missing: string[] }
    expect(receipt.missing).toEqual(detail.missing)
    return detail.missing.filter((key) => key === 'signed_application')
  }
  await attached(bench, to, photo, { paper: 'signed_application' })
  const first = (await register(bench, opened.id)) as { receipt: { case: string } }
  expect(await lacks(first.receipt.case)).toEqual([])

  const second = await registered(bench)
  expect(await lacks(second.case)).toEqual(['signed_application'])
  await attached(bench, { case: second.case }, otherPhoto)
  expect(await lacks(second.case)).toEqual(['signed_application'])
  await attached(bench, { case: second.case }, photo, { paper: 'signed_application' })
  expect(await lacks(second.case)).toEqual([])
})

test('the receipt tells files that came later apart from those of the registration: when, who took them, no names of files', async () => {
  const { bench, opened, to } = await atCounter()
  await attached(bench, to, photo, { paper: 'signed_application' })
  const { receipt } = (await register(bench, opened.id)) as { receipt: Receipt }
  expect(receipt).toMatchObject({ files: [{ key: 'signed_application', count: 1 }] })
  expect(receipt.added).toBeUndefined()
  await attached(bench, { case: receipt.case }, otherPhoto, { name: 'Паспорт Қасымова.jpg', paper: 'poa_copy' })
  await attached(bench, { case: receipt.case }, pdf([sheet(() => {})]))
  const later = (await bench.call('cases.receipt', { id: receipt.case })) as Receipt
  expect(later.files).toEqual(receipt.files)
  expect(later.added?.flatMap(({ files }) => files)).toEqual(
    expect.arrayContaining([
      { key: 'poa_copy', count: 1 },
      { key: null, count: 1 },
    ]),
  )
  expect(new Set(later.added?.map(({ by }) => by))).toEqual(new Set([receipt.acceptedBy.signature]))
  expect(JSON.stringify(later)).not.toContain('Паспорт')
})

test('files added less than a minute after one another were brought at once, whatever minute the clock shows', async () => {
  const { bench } = await atCounter()
  const { case: id } = await registered(bench)
  const addedAt = async (time: string, bytes: Uint8Array) => {
    bench.now.ms = Date.parse(`2026-11-23T${time}Z`)
    await attached(bench, { case: id }, bytes)
  }
  const visits = async () => {
    const { added = [] } = (await bench.call('cases.receipt', { id })) as Receipt
    return added.map(({ at, files }) => [at.slice(11, 19), files[0]?.count])
  }
  await addedAt('06:00:59', photo)
  await addedAt('06:01:01', otherPhoto)
  expect(await visits()).toEqual([['06:00:59', 2]])
  // Counted from the last file, not from the first.
  await addedAt('06:02:00', mp4())
  expect(await visits()).toEqual([['06:00:59', 3]])
  await addedAt('06:03:00', heic())
  expect(await visits()).toEqual([
    ['06:00:59', 3],
    ['06:03:00', 1],
  ])
})

test('the receipt counts the files by the paper they show, and carries none of their names', async () => {
  const { bench, opened, to } = await atCounter()
  await attached(bench, to, photo, { name: 'Қасымова Айгүл.jpg', paper: 'signed_application' })
  await attached(bench, to, otherPhoto, { name: 'Қасымова 2.jpg' })
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  const files = [
    { key: 'signed_application', count: 1 },
    { key: null, count: 1 },
  ]
  expect(answer.receipt.files).toEqual(expect.arrayContaining(files))
  expect(answer.receipt.files).toHaveLength(2)
  expect(JSON.stringify(answer.receipt)).not.toContain('Қасымова')
  expect((await registered(bench, { last_name: 'Серік', phone: '+77011234568' })).files).toBeUndefined()
})
