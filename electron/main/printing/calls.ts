/**
 * The calls under `printing`. A slip is printed only from a committed case: the branch process records that printing
 * begins, the paper is made and followed, and how it ended is recorded too. The same command never prints twice.
 */
import { app, BrowserWindow } from 'electron'
import type { z } from 'zod'
import { formOf } from '../../../domain/forms/catalogue.ts'
import type { Language } from '../../../domain/forms/schema.ts'
import { answerLetterHtml } from '../../../paper/answer.ts'
import { applicationHtml } from '../../../paper/application.ts'
import type { ApplicationModel } from '../../../paper/applicationModel.ts'
import { countsReportHtml } from '../../../paper/countsReport.ts'
import { outageNoticeHtml } from '../../../paper/outageNotice.ts'
import { outageReportHtml } from '../../../paper/outageReport.ts'
import { overdueNoticeHtml } from '../../../paper/overdueNotice.ts'
import { paperNumbersHtml } from '../../../paper/paperNumbers.ts'
import { receiptHtml, slipObstacle } from '../../../paper/receipt.ts'
import { shiftSlipHtml } from '../../../paper/shiftSlip.ts'
import { slipListHtml } from '../../../paper/slipList.ts'
import type { PrintJob, printOutcome } from '../../contract.ts'
import type { BranchClient } from '../branchClient.ts'
import type { OwnCalls } from '../calls.ts'
import { caseRecordPaper } from './caseRecord.ts'
import { cups } from './cups.ts'
import { keepPdf } from './keep.ts'
import { placeOf } from './place.ts'
import { choosePrinter, type Outcome, type Printer, type Printers } from './printer.ts'
import { SHEETS, withPaper } from './render.ts'
import { systemPrinters } from './system.ts'

type PrintOutcome = z.infer<typeof printOutcome>
type Wish = Parameters<OwnCalls['printing']['slip']>[0]
type ApplicationOutcome = Awaited<ReturnType<OwnCalls['printing']['application']>>
type BlankOutcome = Awaited<ReturnType<OwnCalls['printing']['blank']>>
type FormOutcome = { ok: true } | { ok: false; refusal: { code: 'noPrinter' | 'failed' } }
type Code = Extract<PrintOutcome, { ok: false }>['refusal']['code']

const UNREADY: Partial<Record<Printer['state'], Code>> = { stopped: 'printerStopped', rejecting: 'printerRejects' }

export function printingCalls(branch: BranchClient): OwnCalls['printing'] {
  const printers = process.platform === 'win32' ? windowsPrinters() : cups
  /** One paper at a time: two slips at once would come out interleaved on one roll. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const placeFor = (paper: Parameters<typeof placeOf>[1]) => placeOf(branch, paper)

  async function slip(wish: Wish): Promise<PrintOutcome> {
    const place = await placeFor(await branch.documents.receipt({ case: wish.case }))
    if (slipObstacle(place.branch)) return refuse('slipImpossible')
    const printer = choosePrinter(await printers.list(), process.env.OKNO_PRINTER)
    if (!printer) {
      await keepUnprinted(wish)
      return refuse('noPrinter')
    }
    const unready = UNREADY[printer.state]
    if (unready) return refuse(unready, printer.name)

    const begun = await branch.printJobs.begin({ case: wish.case, size: wish.size, command: wish.command })
    if (!begun.ok) return refuse(begun.refusal.code, printer.name)
    if (begun.repeated) return said(begun.job, printer.name)
    const { receipt, copy, job } = begun
    const name = `${receipt.number}-${copy}`
    const end = await withPaper(
      {
        sheet: SHEETS[wish.size],
        title: receipt.number,
        numbered: false,
        write: (nonce) =>
          receiptHtml({ ...place, receipt, copy }, { nonce, size: wish.size, large: wish.large ?? false }),
      },
      async (paper): Promise<Outcome> => {
        await keepPdf(name, paper.pdf)
        return printers.print(printer.name, paper)
      },
    ).catch((error: unknown): Outcome => ({ end: 'failed', why: error instanceof Error ? error.message : 'unknown' }))
    const why = end.end === 'printed' ? null : end.why
    const recorded = await branch.printJobs.finish({ job: job.id, outcome: end.end, why, confirmedBy: 'printer' })
    // The paper is out but its end is not on disk: after the next start the job is asked about as uncertain.
    return recorded.ok ? said(recorded.job, printer.name) : refuse('uncertain', printer.name, job)
  }

  /** The same; what was not even begun is told to the branch, which names the case until it has a slip. */
  async function slipOrWord(wish: Wish): Promise<PrintOutcome> {
    const tell = () => branch.printJobs.notBegun({ case: wish.case }).catch(() => undefined)
    const outcome = await slip(wish).catch((error: unknown) => tell().then(() => Promise.reject(error)))
    if (!outcome.ok && !outcome.refusal.job) await tell()
    return outcome
  }

  /** Without a printer the slip is still laid out where somebody asked for PDFs; it does not count as printed. */
  async function keepUnprinted(wish: Wish) {
    if (!process.env.OKNO_PDF_DIR) return
    const receipt = await branch.documents.receipt({ case: wish.case })
    if (!receipt) return
    const place = await placeFor(receipt)
    const copy = receipt.printed + 1
    const write = (nonce: string) =>
      receiptHtml({ ...place, receipt, copy }, { nonce, size: wish.size, large: wish.large ?? false })
    await withPaper({ sheet: SHEETS[wish.size], title: receipt.number, numbered: false, write }, (paper) =>
      keepPdf(`${receipt.number}-${copy}`, paper.pdf),
    )
  }

  async function application(wish: Parameters<OwnCalls['printing']['application']>[0]): Promise<ApplicationOutcome> {
    const draft = await branch.documents.draft({ draft: wish.draft, blank: wish.blank })
    const place = await placeFor(draft)
    if (!draft) return { ok: false, refusal: { code: 'unknownDraft' } }
    const { type, formVersion, label } = draft
    return form({ ...place, type, formVersion, label, answers: wish.blank ? null : draft.answers, ...now(wish) })
  }

  async function blank(wish: Parameters<OwnCalls['printing']['blank']>[0]): Promise<BlankOutcome> {
    const place = await placeFor(null)
    const found = formOf(place.catalogue, wish.type)
    if (!found) return { ok: false, refusal: { code: 'unknownForm' } }
    const { code: type, version: formVersion } = found
    return form({ ...place, type, formVersion, label: null, answers: null, ...now(wish) })
  }

  async function form({ large, ...model }: ApplicationModel & { large: boolean }): Promise<FormOutcome> {
    const title = model.label ?? model.type
    const write = (nonce: string) => applicationHtml(model, { nonce, large })
    return saidOfSheet(await office({ title, numbered: true, write }, `${title}-${model.language}`))
  }

  /** On A4, from the printer of papers where there is one beside that of slips. */
  const office = (about: Omit<Parameters<typeof withPaper>[0], 'sheet'>, name: string) =>
    sheet({ sheet: SHEETS.a4, ...about }, name, process.env.OKNO_FORM_PRINTER || process.env.OKNO_PRINTER)

  /** A sheet that no case has: printed as it is, its end only said. */
  async function sheet(
    about: Parameters<typeof withPaper>[0],
    name: string,
    wished: string | undefined,
  ): Promise<'noPrinter' | Outcome['end']> {
    const printer = choosePrinter(await printers.list(), wished)
    return withPaper(about, async (paper) => {
      await keepPdf(name, paper.pdf)
      if (!printer || UNREADY[printer.state]) return 'noPrinter' as const
      return (await printers.print(printer.name, paper)).end
    }).catch(() => 'failed' as const)
  }

  async function paperNumbers({ command }: Parameters<OwnCalls['printing']['paperNumbers']>[0]) {
    const numbers = await branch.documents.paperNumbers({ command })
    const [first] = numbers ?? []
    if (!numbers || first === undefined) return { ok: false as const, refusal: { code: 'unknownBlock' as const } }
    const place = await placeFor(null)
    const model = { numbers, branch: place.branch, window: place.window, printedAt: new Date().toISOString() }
    const write = (nonce: string) => paperNumbersHtml(model, { nonce })
    const end = await office({ title: first, numbered: false, write }, first)
    // Numbers that may not be on paper are not given out: here a doubt is no success.
    return end === 'printed' ? { ok: true as const } : { ok: false as const, refusal: { code: end } }
  }

  async function outage({ number, size, large, language }: Parameters<OwnCalls['printing']['outage']>[0]) {
    const found = await branch.documents.outage({ number })
    if (!found) return { ok: false as const, refusal: { code: 'unknownOutage' as const } }
    const place = await placeFor(null)
    const write = (nonce: string) =>
      outageNoticeHtml({ outage: found, branch: place.branch, language }, { nonce, size, large })
    const about = { sheet: SHEETS[size], title: number, numbered: false, write }
    return saidOfSheet(await sheet(about, `${number}-${found.bulletin}`, process.env.OKNO_PRINTER))
  }

  async function shift({ language }: Parameters<OwnCalls['printing']['shift']>[0]) {
    const slip = await branch.documents.shift({})
    if (!slip) return { ok: false as const, refusal: { code: 'noShift' as const } }
    const place = await placeFor(null)
    const write = (nonce: string) => shiftSlipHtml({ slip, branch: place.branch, language }, { nonce })
    const name = `shift-${slip.window}-${slip.place.seq}`
    const about = { sheet: SHEETS['80mm'], title: name, numbered: false, write }
    return saidOfSheet(await sheet(about, name, process.env.OKNO_PRINTER))
  }

  async function outageMonth({ month, language }: Parameters<OwnCalls['printing']['outageMonth']>[0]) {
    const [report, place] = await Promise.all([branch.documents.outageMonth({ month }), placeFor(null)])
    const model = { report, branch: place.branch, language, printedAt: new Date().toISOString() }
    const write = (nonce: string) => outageReportHtml(model, { nonce })
    const name = `outages-${month}-${language}`
    return saidOfSheet(await office({ title: name, numbered: true, write }, name))
  }

  async function counts({ slice, language }: Parameters<OwnCalls['printing']['counts']>[0]) {
    const answer = await branch.documents.counts({ slice })
    if (!answer.ok) return answer
    const place = await placeFor(null)
    const model = { ...place, counts: answer.counts, language, printedAt: new Date().toISOString() }
    const write = (nonce: string) => countsReportHtml(model, { nonce })
    const name = `counts-${answer.counts.today}-${language}`
    return saidOfSheet(await office({ title: name, numbered: true, write }, name))
  }

  async function slips(wish: Parameters<OwnCalls['printing']['slips']>[0]) {
    const answer = await branch.documents.slipList({ case: wish.case })
    if (!answer.ok) return answer
    const { list } = answer
    const model = { ...(await placeFor(null)), list, ...now(wish) }
    const write = (nonce: string) => slipListHtml(model, { nonce, large: wish.large })
    const about = { title: list.request, numbered: true, write }
    return saidOfSheet(await office(about, `${list.request}-slips-${wish.language}`))
  }

  async function overdue({ size, large, ...wish }: Parameters<OwnCalls['printing']['overdue']>[0]) {
    const answer = await branch.documents.overdue({ case: wish.case })
    if (!answer.ok) return answer
    const { formVersion, ...late } = answer.overdue
    const place = await placeFor({ type: late.type, formVersion })
    const model = { ...place, overdue: late, language: wish.language, printedAt: new Date().toISOString() }
    const write = (nonce: string) => overdueNoticeHtml(model, { nonce, size, large })
    const about = { sheet: SHEETS[size], title: late.number, numbered: false, write }
    return saidOfSheet(await sheet(about, `${late.number}-overdue-${wish.language}`, process.env.OKNO_PRINTER))
  }

  async function caseRecord(wish: Parameters<OwnCalls['printing']['caseRecord']>[0]) {
    const paper = await caseRecordPaper(branch, wish)
    return paper.ok ? saidOfSheet(await office(paper.about, paper.name)) : paper
  }

  async function answer({ large, ...wish }: Parameters<OwnCalls['printing']['answer']>[0]) {
    const given = await branch.documents.answer(wish)
    if (!given.ok) return given
    const { letter } = given
    const model = { ...(await placeFor(letter)), letter, printedAt: new Date().toISOString() }
    const write = (nonce: string) => answerLetterHtml(model, { nonce, large })
    const about = { title: letter.number, numbered: true, write }
    return saidOfSheet(await office(about, `${letter.number}-answer-${letter.answer.language}`))
  }

  return {
    answer: (wish) => inTurn(() => answer(wish)),
    caseRecord: (wish) => inTurn(() => caseRecord(wish)),
    shift: (wish) => inTurn(() => shift(wish)),
    overdue: (wish) => inTurn(() => overdue(wish)),
    outageMonth: (wish) => inTurn(() => outageMonth(wish)),
    counts: (wish) => inTurn(() => counts(wish)),
    slips: (wish) => inTurn(() => slips(wish)),
    paperNumbers: (wish) => inTurn(() => paperNumbers(wish)),
    outage: (wish) => inTurn(() => outage(wish)),
    slip: (wish) => inTurn(() => slipOrWord(wish)),
    uncertain: () => branch.printJobs.uncertain({}),
    settle: (wish) => branch.printJobs.settle(wish),
    application: (wish) => inTurn(() => application(wish)),
    blank: (wish) => inTurn(() => blank(wish)),
    async printers() {
      const found = await printers.list()
      return found.map(({ name, isDefault, state }) => ({ name, isDefault, ready: !UNREADY[state] }))
    },
  }
}

/** UTC time of the print beside what was wished. */
const now = ({ language, large }: { language: Language; large: boolean }) => ({
  language,
  large,
  printedAt: new Date().toISOString(),
})

/** How a sheet that no case has came out: who asked sees himself whether an uncertain one lies in the tray. */
const saidOfSheet = (end: 'noPrinter' | Outcome['end']): FormOutcome =>
  end === 'printed' || end === 'uncertain' ? { ok: true } : { ok: false, refusal: { code: end } }

const refuse = (code: Code, printer: string | null = null, job: PrintJob | null = null): PrintOutcome => ({
  ok: false,
  refusal: { code, printer, job },
})

/** What is recorded of a job, as an answer to the window. */
function said(job: PrintJob, printer: string): PrintOutcome {
  switch (job.state) {
    case 'printed':
      return { ok: true, job }
    case 'failed':
      return refuse('failed', printer, job)
    case 'waiting':
    case 'printing':
    case 'uncertain':
      return refuse('uncertain', printer, job)
    default:
      return job.state satisfies never
  }
}

/** Windows is asked through the first window; there is always one while somebody prints. */
function windowsPrinters(): Printers {
  const contents = () => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error(`${app.getName()} has no window to ask for printers through`)
    return systemPrinters(window.webContents)
  }
  return { list: () => contents().list(), print: (printer, paper) => contents().print(printer, paper) }
}
