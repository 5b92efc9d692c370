import { expect, test } from 'vitest'
import { readPrinters, readRequestId } from '../../electron/main/printing/lpstat.ts'
import { choosePrinter, type Printer } from '../../electron/main/printing/printer.ts'

const said = `system default destination: Slips
printer Slips is idle.  enabled since Sat 22 Nov 2026 00:00:00 AM
printer Forms disabled since Sat 22 Nov 2026 00:00:00 AM -
\tout of paper
printer Old is idle.  enabled since Sat 22 Nov 2026 00:00:00 AM
printer Odd says something new
Slips accepting requests since Sat 22 Nov 2026 00:00:00 AM
Forms accepting requests since Sat 22 Nov 2026 00:00:00 AM
Old not accepting requests since Sat 22 Nov 2026 00:00:00 AM -
\tRejecting Jobs
Odd accepting requests since Sat 22 Nov 2026 00:00:00 AM
`

test('a printer is ready only when it says so and takes jobs', () => {
  expect(readPrinters(said)).toEqual([
    { name: 'Slips', isDefault: true, state: 'ready' },
    { name: 'Forms', isDefault: false, state: 'stopped' },
    { name: 'Old', isDefault: false, state: 'rejecting' },
    { name: 'Odd', isDefault: false, state: 'unknown' },
  ])
})

test('no scheduler means no printers', () => expect(readPrinters('')).toEqual([]))

test('the job that is followed is the job that was sent', () => {
  expect(readRequestId('request id is Slips-12 (1 file(s))\n')).toBe('Slips-12')
  expect(readRequestId('something else')).toBeNull()
})

test('a wished printer that is gone is not replaced by another one', () => {
  const one: Printer = { name: 'A', isDefault: false, state: 'ready' }
  const two: Printer = { name: 'B', isDefault: true, state: 'ready' }
  expect(choosePrinter([one, two], 'C')).toBeNull()
  expect(choosePrinter([one, two], 'A')).toBe(one)
  expect(choosePrinter([one, two], undefined)).toBe(two)
  expect(choosePrinter([one], undefined)).toBe(one)
  expect(choosePrinter([one, { ...two, isDefault: false }], undefined)).toBeNull()
})
