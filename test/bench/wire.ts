/** How many bytes a case costs on the line: a run of them after an outage, and one alone, as the courier sends them. */

import type { Answers } from '../../domain/forms/schema.ts'
import { certify } from '../../domain/journal/certificate.ts'
import type { RunRequest } from '../../domain/wire/exchange.ts'
import { heads, runAfter } from '../../electron/branch/journal.ts'
import type { Draft, Registration } from '../../electron/contract.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { encodingFor, squeeze } from '../../trust/squeeze.ts'
import { TYPICAL } from '../support/typical.ts'
import { type Clerk, clerkAtWork, customer, goHome, types } from './branch.ts'
import { say } from './measure.ts'

const surnames = 'Ахметов Сейітова Ким Жұмабекова Иванова Қасымов Нұрғалиева Петренко Оспанов Төлегенова'.split(' ')
const names = 'Гүлнар Айбек Светлана Ержан Мария Дәурен Ольга Нұрлан Виктор Әсел Рустам Зәуре'.split(' ')
const places = 'Талдықорған Текелі Қапшағай Жаркент Үштөбе Алматы Сарыөзек Балпық'.split(' ')
const streets = 'Абай Назарбаев Тәуелсіздік Жансүгіров Қонаев Гагарин Шевченко Ақын Сара'.split(' ')

const of = <T>(all: readonly T[], n: number): T => all[n % all.length] as T
/** Another number each time, of so many digits; the same for the same seed. */
const digits = (seed: number, count: number) =>
  String((seed * 2_654_435_761 + 1_013_904_223) % 10 ** count).padStart(count, '0')

/** Another person each time, with another address and other papers. */
function somebody(i: number, type: string): Answers {
  const usual = TYPICAL[type] ?? {}
  const own = customer(i)
  const last = `${of(surnames, i * 7)}`
  const address = `${of(places, i * 5)}, ${of(streets, i * 11)} к-сі ${1 + (i % 97)}, ${1 + ((i * 13) % 60)}`
  return {
    ...usual,
    ...own,
    last_name: last,
    first_name: of(names, i * 3),
    phone: `+7701${digits(i, 7)}`,
    ...('id_number' in usual && { id_number: digits(i + 7, 9) }),
    ...('addressee_address' in usual && {
      addressee_address: address,
      sender_name: `${of(surnames, i)} ${of(names, i)}`,
    }),
  }
}

/** Takes in the i-th customer's case, each of another type and person. */
export async function register(clerk: Clerk, i: number): Promise<void> {
  const type = of(types, i)
  const { draft } = (await clerk.branch.call('drafts.open', { type, answers: somebody(i, type) })) as { draft: Draft }
  const answer = (await clerk.branch.call('cases.register', { draft: draft.id })) as Registration
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
}

export type Wire = { cases: number; perCase: number; plainPerCase: number; alone: number; alonePlain: number }

/** Bytes of the bodies of runs as they travel: `cases` in runs as long as the courier makes them, and each of ten alone. */
export async function measureWire(cases: number): Promise<Wire> {
  const clerk = await clerkAtWork()
  const { branch } = clerk.branch
  for (let i = 0; i < cases; i++) await register(clerk, i)
  const sender = keyPair(newPrivateKey())
  const { device, letter } = branch.desk()
  const body = {
    v: 1 as const,
    device,
    branch: '0712',
    letter,
    publicKey: sender.publicKey,
    issuedAt: '2026-11-23T03:00:00.000Z',
  }
  const certificate = certify(body, sender.sign)
  const [line = '', head] = Object.entries(heads(branch.db))[0] ?? []
  /** As it is, and as it travels. */
  const sizes = async (after: number, limit: number) => {
    const events = runAfter(branch.db, line, after, limit, head?.hash ?? '')
    const run: RunRequest = { line, certificate, count: events.length, last: head?.hash ?? '', events }
    const text = JSON.stringify(run)
    const encoding = encodingFor(text.length, () => true)
    const sent = encoding === null ? Buffer.from(text) : await squeeze(text, encoding)
    return { plain: Buffer.byteLength(text), sent: sent.length, events: events.length }
  }
  let [plain, sent] = [0, 0]
  for (let after = 0; after < (head?.seq ?? 0); ) {
    const run = await sizes(after, 500)
    plain += run.plain
    sent += run.sent
    after += run.events
  }
  // A registration and what the program writes at once behind it, each time another form.
  const alone = await Promise.all(
    branch.db
      .prepare<[], { seq: number }>(`SELECT seq FROM journal WHERE type = 'caseRegistered' ORDER BY seq DESC LIMIT 20`)
      .all()
      .map(({ seq }) => sizes(seq - 1, 2)),
  )
  await goHome(clerk)
  const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
  return {
    cases,
    perCase: sent / cases,
    plainPerCase: plain / cases,
    alone: mean(alone.map((one) => one.sent)),
    alonePlain: mean(alone.map((one) => one.plain)),
  }
}

export async function benchWire(): Promise<void> {
  const { cases, perCase, plainPerCase, alone, alonePlain } = await measureWire(400)
  const figure = (name: string, value: number, plain: number, most: number) =>
    say({
      ...{ name, value, unit: 'B' as const, of: cases, goal: `<= ${most} B`, ok: value <= most },
      against: { name: 'the same as it is', value: plain },
      ratio: value / plain,
    })
  figure('a case on the line, in a run', perCase, plainPerCase, 600)
  figure('a case on the line, alone', alone, alonePlain, 900)
}
