import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Cups, startCups } from './cups.ts'

const run = promisify(execFile)
const PATIENCE = { timeout: 30_000, interval: 100 }

let cups: Cups
let page: string
beforeAll(async () => {
  cups = await startCups()
  page = join(cups.output, 'page.pdf')
  await writeFile(page, onePagePdf('Receipt 050000-A-26-000042'))
})
afterAll(() => cups.stop())

async function printedOn(printer: string): Promise<string[]> {
  return (await cups.outputFiles()).filter((file) => file.includes(`/${printer}-`))
}

/** The smallest PDF with one line of Latin text on paper of 80 x 75 mm; readers rebuild the missing table of objects. */
function onePagePdf(words: string): string {
  const page = `BT /F 9 Tf 10 180 Td (${words}) Tj ET`
  const paper = [80, 75].map((mm) => ((mm / 25.4) * 72).toFixed(2)).join(' ')
  return `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 ${paper}] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length ${page.length}>> stream
${page}
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R /Size 6>>
%%EOF
`
}

test('a page sent to the default printer comes out as a PDF whose words can be read back', async () => {
  await run('lp', [page])
  const files = await vi.waitFor(async () => {
    const found = await printedOn('PDF')
    expect(found).toHaveLength(1)
    return found
  }, PATIENCE)
  const { stdout } = await run('pdftotext', [files[0]!, '-'])
  expect(stdout).toContain('Receipt 050000-A-26-000042')
})

test('a disabled printer takes the job and keeps it waiting until it is enabled', async () => {
  await cups.addPrinter('Waiting')
  await cups.disable('Waiting')
  await run('lp', ['-d', 'Waiting', page])
  expect((await cups.jobs()).map(({ printer }) => printer)).toEqual(['Waiting'])
  expect(await printedOn('Waiting')).toEqual([])
  await cups.enable('Waiting')
  await vi.waitFor(async () => expect(await printedOn('Waiting')).toHaveLength(1), PATIENCE)
  await vi.waitFor(async () => expect(await cups.jobs()).toEqual([]), PATIENCE)
})

test('a rejecting printer refuses the job until it accepts again', async () => {
  await cups.addPrinter('Closed')
  await cups.reject('Closed')
  await expect(run('lp', ['-d', 'Closed', page])).rejects.toThrow(/not accepting/)
  await cups.accept('Closed')
  await run('lp', ['-d', 'Closed', page])
  await vi.waitFor(async () => expect(await printedOn('Closed')).toHaveLength(1), PATIENCE)
})
