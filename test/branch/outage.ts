/** Outages as the lead writes them in tests: a card opened an hour ago, with words of its own. */
import type { Draft, OutageView, OutageWritten } from '../../electron/contract.ts'
import { type Bench, clerk, lead, signIn } from './bench.ts'

export const HOUR_MS = 3_600_000
export const said = {
  what: 'Мобильді қосымша мен беру кодтары істемейді',
  text: 'Қосымша уақытша істемейді. Жөнелтілімдер сақтаулы.',
  source: 'бас кеңсе',
}
let minted = 0
export const command = () => `0197b000-0000-4000-8000-${String(++minted).padStart(12, '0')}`
export const at = (bench: Bench, hours: number) => new Date(bench.now.ms + hours * HOUR_MS).toISOString()

export const openCard = (bench: Bench, more: object = {}) =>
  bench.call('outages.open', {
    command: command(),
    since: at(bench, -1),
    nextNewsAt: at(bench, 2),
    ...said,
    ...more,
  }) as Promise<OutageWritten>
export async function opened(bench: Bench, more: object = {}): Promise<OutageView> {
  await signIn(bench, lead)
  const written = await openCard(bench, more)
  if (!written.ok) throw new Error(JSON.stringify(written.refusal))
  await signIn(bench, clerk)
  return written.outage
}
export async function closed(bench: Bench, number: string, endedAt = at(bench, 0)): Promise<OutageView> {
  await signIn(bench, lead)
  const written = (await bench.call('outages.close', { command: command(), number, endedAt })) as OutageWritten
  if (!written.ok) throw new Error(JSON.stringify(written.refusal))
  return written.outage
}
export const cards = (bench: Bench) => bench.call('outages.list', { limit: 50 }) as Promise<OutageView[]>
export const keep = (bench: Bench, { id, type, answers }: Draft, more: object) =>
  bench.call('drafts.save', { id, type, answers, kept: [], stepsDone: [], papers: [], focus: null, ...more })
export const refused = (answer: { ok: boolean; refusal?: unknown }) => (answer.ok ? null : answer.refusal)
