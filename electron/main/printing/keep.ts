/** Where `OKNO_PDF_DIR` is set, each paper is also kept there as a PDF: for a branch without a printer, the demo and tests. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export async function keepPdf(name: string, pdf: Uint8Array): Promise<void> {
  const folder = process.env.OKNO_PDF_DIR
  if (!folder) return
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.pdf`)
  // Whoever waits for the file finds it whole.
  await writeFile(`${file}.new`, pdf)
  await rename(`${file}.new`, file)
}
