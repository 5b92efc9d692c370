/** Where `OKNO_PDF_DIR` is set, each paper is also kept there as a PDF: for a branch without a printer, the demo and tests. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export async function keepPdf(name: string, pdf: Uint8Array): Promise<void> {
  const folder = process.env.OKNO_PDF_DIR
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.pdf`), pdf)
}
