/** One job, from the file to the answer. What a file is not fit for is an answer; nothing it holds can make this throw. */
import { readFile } from 'node:fs/promises'
import { codesOn } from './codes.ts'
import { CannotOpen } from './limits.ts'
import { release } from './memory.ts'
import { openPages } from './pages.ts'
import { cutPdf } from './pdf.ts'
import type { Job, Result } from './protocol.ts'

/** Bars of 0.25 mm are nearly three points wide on a page of A4 drawn so. */
const PAPER_BOX = 3300
/** A photograph of a paper shows more than the paper. */
const PHOTO_BOX = 4000
const JPEG_QUALITY = 85

/** `alive` is called after each page. */
export async function work(job: Job, alive: () => void): Promise<Result> {
  try {
    switch (job.do) {
      case 'examine':
        return { ok: true, pages: await examine(job, alive) }
      case 'picture':
        return { ok: true, bytes: await picture(job) }
      case 'cut':
        return { ok: true, bytes: new Uint8Array(await cutPdf(await readFile(job.path), job.page)) }
      default:
        return job satisfies never
    }
  } catch (error) {
    return { ok: false, why: error instanceof CannotOpen ? error.why : 'torn' }
  }
}

async function examine(
  { path, kind, thorough }: Extract<Job, { do: 'examine' }>,
  alive: () => void,
): Promise<string[][]> {
  const pages = await openPages(path, kind)
  const codes: string[][] = []
  try {
    for (let page = 1; page <= pages.count; page++) {
      const drawn = await pages.draw(page, kind === 'pdf' ? PAPER_BOX : PHOTO_BOX)
      codes.push(await codesOn(drawn, thorough))
      await release(drawn)
      alive()
    }
  } finally {
    await pages.close()
  }
  return codes
}

async function picture({ path, kind, page, box }: Extract<Job, { do: 'picture' }>): Promise<Uint8Array<ArrayBuffer>> {
  const pages = await openPages(path, kind)
  try {
    const drawn = await pages.draw(page, box)
    const picture = new Uint8Array(await drawn.encode('jpeg', JPEG_QUALITY))
    await release(drawn)
    return picture
  } finally {
    await pages.close()
  }
}
