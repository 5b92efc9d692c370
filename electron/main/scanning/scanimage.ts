/**
 * The system's scanners through SANE's `scanimage` (sane-utils). Sheets come as files into a folder of ours, each named
 * only when it is whole. Nothing of the device's words is shown to people: they become reasons.
 */
import { spawn } from 'node:child_process'
import type { Scan, Scanner } from '../../contract.ts'

export type Program = { path: string; env: NodeJS.ProcessEnv }
/** Where it is found and what it reads; its words must be English to be understood. */
export const scanimage: Program = { path: 'scanimage', env: { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' } }

export class NotInstalled extends Error {}

const LIST_LIMIT_MS = 30_000

function run({ path, env }: Program, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'ignore'], timeout: LIST_LIMIT_MS })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.on('error', (error) => reject(Reflect.get(error, 'code') === 'ENOENT' ? new NotInstalled() : error))
    child.on('close', () => resolve(out))
  })
}

/** What a device offers, from its own list of options. */
type Offer = { sources: string[]; modes: string[]; width: number | null; height: number | null }

function offerOf(options: string): Offer {
  const choices = (name: string) =>
    new RegExp(`^\\s+--${name} ([^\\[\\n]+)`, 'm').exec(options)?.[1]?.trim().split('|') ?? []
  const most = (name: string) => {
    const found = new RegExp(`^\\s+-${name} [\\d.]+\\.\\.([\\d.]+)mm`, 'm').exec(options)?.[1]
    return found === undefined ? null : Number(found)
  }
  return { sources: choices('source'), modes: choices('mode'), width: most('x'), height: most('y') }
}

const FEEDER = /feeder|adf/i

const offer = async (program: Program, device: string) =>
  offerOf(await run(program, [`--device-name=${device}`, '--all-options']))

/** Throws `NotInstalled`. */
export async function listScanners(program: Program = scanimage): Promise<Scanner[]> {
  const out = await run(program, ['--formatted-device-list=%d\t%v %m%n'])
  const found = out.split('\n').flatMap((line) => {
    const [device, title] = line.split('\t')
    return device && title ? [{ device, title: title.trim() }] : []
  })
  const offers = await Promise.all(found.map(({ device }) => offer(program, device)))
  return found.map((one, i) => ({ ...one, feeder: offers[i]?.sources.some((source) => FEEDER.test(source)) ?? false }))
}

/** A4, and resolution enough for a bar code of 0.25 mm. */
const PAPER_MM = { width: 210, height: 297 }
const DPI = 200

async function argumentsFor(program: Program, { device, batch }: Wish): Promise<string[]> {
  const { sources, modes, width, height } = await offer(program, device)
  const source = sources.find((one) => FEEDER.test(one) === batch)
  const mode = modes.find((one) => /^colou?r/i.test(one)) ?? modes.find((one) => /^gr[ae]y/i.test(one))
  return [
    `--device-name=${device}`,
    ...(source ? [`--source=${source}`] : []),
    ...(mode ? [`--mode=${mode}`] : []),
    `--resolution=${DPI}`,
    ...(width && height
      ? ['-x', String(Math.min(width, PAPER_MM.width)), '-y', String(Math.min(height, PAPER_MM.height))]
      : []),
    '--format=jpeg',
    '--progress',
    ...(batch ? [] : ['--batch-count=1']),
  ]
}

type Wish = { device: string; batch: boolean }
export type Running = {
  /** Resolves when the last sheet has been told of. */
  ended: Promise<Scan['why']>
  cancel(): void
}

const KILL_AFTER_MS = 5_000

/**
 * Scans into `folder`. `onSheet` gets the path of each whole sheet; `onProgress` the sheet under the lamp, from 1, and how
 * much of it is done. A feeder that runs out of paper after a sheet has ended well.
 */
export async function startScan(
  wish: Wish & { folder: string; onSheet(path: string): void; onProgress(sheet: number, percent: number): void },
  program: Program = scanimage,
): Promise<Running> {
  const args = [...(await argumentsFor(program, wish)), `--batch=${wish.folder}/%d.jpg`, '--batch-print']
  const child = spawn(program.path, args, { env: program.env, stdio: ['ignore', 'pipe', 'pipe'] })
  let sheets = 0
  let line = ''
  child.stdout.on('data', (chunk) => {
    const lines = (line + chunk).split('\n')
    line = lines.pop() ?? ''
    for (const path of lines.filter(Boolean)) {
      sheets += 1
      wish.onSheet(path)
    }
  })
  child.stderr.on('data', (chunk) => {
    const text = String(chunk)
    const [, percent] = /Progress: ([\d.]+)%(?![\s\S]*Progress)/.exec(text) ?? []
    if (percent) wish.onProgress(sheets + 1, Math.round(Number(percent)))
  })
  const ended = new Promise<Scan['why']>((resolve) => {
    child.on('error', () => resolve('other'))
    child.on('close', (code) => resolve(whyEnded(code, sheets)))
  })
  let late: NodeJS.Timeout | undefined
  void ended.finally(() => clearTimeout(late))
  return {
    ended,
    cancel() {
      // It lets the lamp go back; a device that does not answer is left to itself.
      child.kill('SIGINT')
      late = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
    },
  }
}

/** `scanimage` ends with the status of the device (SANE standard 1.06, 4.2.7), or with 1 when it could not be opened. */
const reasons: Readonly<Record<number, NonNullable<Scan['why']>>> = {
  1: 'noScanner',
  3: 'busy',
  6: 'jammed',
  7: 'noPaper',
  8: 'coverOpen',
  9: 'noScanner',
}

function whyEnded(code: number | null, sheets: number): Scan['why'] {
  if (code === 0) return sheets > 0 ? null : 'noPaper'
  const why = reasons[code ?? -1] ?? 'other'
  return why === 'noPaper' && sheets > 0 ? null : why
}
