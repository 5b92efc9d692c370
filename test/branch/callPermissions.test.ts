/**
 * Which line of the table of permissions stands before each call: a tab that is hidden in the window protects nothing. Whoever
 * may not is refused by the branch process itself, and whoever may is not; a new call without a line here fails.
 */
import { expect, test } from 'vitest'
import { type Action, may, rolesFor } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/people/person.ts'
import { paths } from '../../electron/branch/router.ts'
import { uuids } from './aboutThem.ts'
import { type Bench, clerk, draft, lead, least, manager, openBench, registered, signIn } from './bench.ts'
import { slice } from './everyCall.ts'
import { opened } from './outage.ts'

const counter: Record<Role, { person: string; pin: string }> = { clerk, shift_lead: lead, manager }
const roles = Object.keys(counter) as Role[]

type Made = { bench: Bench; case: string; draft: string; outage: string }
/** `no`: what whoever may not gets where the answer is no refusal; `ask`: a question whose answer depends on the role. */
type Guard = { by: Action; ask?: (made: Made) => unknown; no?: unknown; of?: string }

/** Anybody may, before or after he has signed in: these have no line in the table. */
const open = [
  ...['session.people', 'session.entry', 'session.current', 'session.signIn', 'session.badge', 'session.begin'],
  ...['session.choosePin', 'session.firstPin', 'session.lock', 'people.names', 'workspace.open', 'workspace.exchange'],
  ...['workspace.onTheWay', 'workspace.tryNow', 'workspace.unprinted'],
  ...['forms.version', 'drafts.open', 'drafts.save', 'drafts.list', 'drafts.answerBy', 'searches.note'],
  ...['customers.repeats', 'customers.records', 'customers.person', 'cases.receivers', 'cases.receipt'],
  // Of a paper or a case that he sees (`mayOpen`), and what main asks for it.
  ...[
    'documents.receipt',
    'documents.draft',
    'documents.overdue',
    'documents.answer',
    'documents.caseRecord',
    'documents.slipList',
  ],
  ...['documents.paperNumbers', 'documents.outage', 'documents.outageMonth', 'documents.shift'],
  ...['printJobs.notBegun', 'printJobs.finish', 'printJobs.uncertain', 'printJobs.settle', 'desk.cable'],
  ...[
    'bulletins.list',
    'bulletins.read',
    'outages.current',
    'outages.list',
    'outages.cases',
    'outages.report',
    'outages.paperNumber',
  ],
  ...['consent.state', 'consent.request', 'consent.check'],
  ...['attachments.limits', 'attachments.list', 'attachments.begin', 'attachments.append', 'attachments.cancel'],
  'attachments.fetch',
  ...['attachments.look', 'attachments.paper', 'attachments.remove', 'tray.list', 'tray.dismiss'],
  ...[
    'reading.next',
    'reading.examined',
    'reading.cut',
    'reading.shown',
    'reading.take',
    'reading.folder',
    'reading.watch',
  ],
  ...['shifts.state', 'shifts.list', 'shifts.investigations', 'hub.state', 'hub.leaving', 'entries.list'],
]

const command = () => ({ command: uuids() })
const since = ({ bench }: Made) => new Date(bench.now.ms - 3_600_000).toISOString()
const said = ({ bench }: Made) => ({
  ...{ what: 'Не работает приложение', text: 'Отправления целы.', source: 'ГО' },
  nextNewsAt: new Date(bench.now.ms + 3_600_000).toISOString(),
})
const asked = { tab: 'all', find: '', types: [], sort: 'number', descending: false, offset: 0, limit: 50 }
const act =
  (wish: object) =>
  ({ case: id }: Made) => ({ case: id, act: { ...command(), ...wish } })
const day = { date: '2026-12-31', working: false }

const guards: Record<string, Guard | Guard[]> = {
  'session.letIn': { by: 'unlockPin' },
  'people.list': { by: 'managePeople', ask: () => ({}) },
  'people.change': {
    by: 'managePeople',
    ask: () => ({ ...command(), do: 'resetPin', person: '0197a000-0000-7000-8000-000000000002' }),
  },
  'forms.sources': { by: 'seeForms', ask: () => ({}), no: [] },
  'drafts.discard': { by: 'takeOverDraft', ask: ({ draft: id }) => ({ id, reason: 'mistake' }), of: 'notYours' },
  'drafts.takeOver': { by: 'takeOverDraft', ask: ({ draft: id }) => ({ ...command(), draft: id, why: 'ушёл домой' }) },
  'cases.register': { by: 'registerCase' },
  'cases.page': { by: 'seeAllCases', ask: () => ({ ...asked, slice }) },
  // `mayOpen`: see `named.test.ts`.
  'cases.detail': [{ by: 'seeOpenCases' }, { by: 'seeAllCases' }],
  'cases.today': { by: 'seeAllCases', ask: () => ({}), no: { total: 0, parts: [] } },
  'cases.passUp': { by: 'escalateCase' },
  'cases.noteVisit': { by: 'noteVisit' },
  'cases.accept': { by: 'acceptCase', ask: ({ case: id }) => ({ id, ...command(), incompleteBecause: 'так' }) },
  'cases.act': [
    { by: 'returnCase', ask: act({ do: 'returnCase', reasons: [{ words: 'нет даты', fields: [] }] }) },
    {
      by: 'moveAnswerDate',
      ask: act({ do: 'moveAnswerDate', by: '2027-01-20', reason: 'так', told: { how: 'phone', proof: 'звонок' } }),
    },
    { by: 'reopenCase', ask: act({ do: 'reopenCase', what: 'новое', onWord: true }) },
    { by: 'mergeCase', ask: ({ case: id }) => ({ case: id, act: { ...command(), do: 'mergeCase', into: uuids() } }) },
  ],
  'customers.looks': { by: 'seeLooks', ask: () => ({ by: null, day: null, offset: 0, limit: 50 }) },
  'printJobs.begin': { by: 'recordSlip' },
  'documents.counts': { by: 'seeReports', ask: () => ({ slice }) },
  'reports.overview': { by: 'seeAllCases', ask: () => ({}) },
  'reports.counts': { by: 'seeReports', ask: () => ({ slice }) },
  'calendars.year': { by: 'seeCalendar', ask: () => ({ year: 2026 }) },
  'calendars.moves': { by: 'seeCalendar', ask: () => ({ year: 2026, days: [day] }) },
  'calendars.change': {
    by: 'editCalendar',
    ask: () => ({ ...command(), year: 2026, days: [day], why: 'приказ', source: 'приказ 5', published: false }),
  },
  'outages.open': { by: 'openOutage', ask: (made) => ({ ...said(made), ...command(), since: since(made) }) },
  'outages.update': {
    by: 'openOutage',
    ask: (made) => ({ ...said(made), ...command(), number: made.outage, cause: null }),
  },
  'outages.close': {
    by: 'openOutage',
    ask: (made) => ({ ...command(), number: made.outage, endedAt: since(made) }),
  },
  'outages.recovery': { by: 'openOutage', ask: ({ outage }) => ({ number: outage }) },
  'outages.told': {
    by: 'tellRecovery',
    ask: ({ case: id, outage }) => ({ ...command(), case: id, outage }),
  },
  'outages.paperBlock': { by: 'reservePaperNumbers' },
  'consent.sign': { by: 'giveConsent' },
  'attachments.finish': { by: 'addAttachment' },
  'tray.assign': { by: 'addAttachment' },
  'tray.confirm': { by: 'addAttachment' },
  'review.page': { by: 'acceptCase', ask: () => ({ offset: 0, limit: 10 }), no: { total: 0, rows: [] } },
  'review.one': { by: 'acceptCase', ask: ({ case: id }) => ({ id, without: [] }), no: null },
  'searches.list': { by: 'seeSearches', ask: () => ({ week: null }) },
  'shifts.open': { by: 'closeShift' },
  'shifts.close': { by: 'closeShift' },
  'entries.dispute': { by: 'disputeEntry' },
  'shifts.act': { by: 'endInvestigation' },
  'journalExport.state': { by: 'exportJournal', ask: () => ({}) },
  'journalExport.cancel': { by: 'exportJournal', ask: () => ({}) },
  'exports.check': { by: 'exportJournal', ask: () => ({ reason: 'для архива отделения' }) },
  'exports.begin': { by: 'exportJournal' },
  'hub.set': { by: 'setHub', ask: () => ({ role: 'alone' }) },
}

test('every call has its line of the table, or is open to whoever is at the window', () => {
  expect([...open, ...Object.keys(guards)].sort()).toEqual([...paths].sort())
})

test('a call without a question of its own is for all of the counter, or asked elsewhere', () => {
  const elsewhere = ['session.letIn', 'cases.detail', 'shifts.act', 'exports.begin']
  for (const [path, guard] of Object.entries(guards))
    for (const { by, ask } of [guard].flat())
      if (!ask && !elsewhere.includes(path))
        expect([path, roles.filter((role) => may({ role }, by))]).toEqual([path, roles])
})

const each = Object.entries(guards).flatMap(([path, guard]) =>
  [guard].flat().flatMap((one) => (one.ask ? [[path, one.by, { ...one, ask: one.ask }] as const] : [])),
)

test.each(each)('%s asks for %s', async (path, by, { ask, no, of = 'roleMayNot' }) => {
  const bench = await openBench()
  const outage = path.startsWith('outages.') ? (await opened(bench)).number : ''
  await signIn(bench)
  const { id } = await draft(bench, { ...least, last_name: 'Ли' })
  const made = { bench, outage, case: (await registered(bench)).case, draft: id }
  const refusing = roles.filter((role) => !rolesFor(by).includes(role))
  expect(refusing).not.toEqual([])
  for (const role of [...refusing, ...roles.filter((one) => !refusing.includes(one))]) {
    // The draft is the clerk's own: a colleague asks for it.
    const own = path.startsWith('drafts.') && role === 'clerk'
    await signIn(bench, own ? { person: '0197a000-0000-7000-8000-000000000002', pin: '2345' } : counter[role])
    const answer = await bench.call(path, ask(made)).catch((error: { code: string }) => {
      if (error.code !== 'FORBIDDEN') throw error
      return { refusal: { code: of } }
    })
    const code = (answer as { refusal?: { code: string } } | null)?.refusal?.code
    if (!refusing.includes(role)) {
      expect(code, role).not.toBe(of)
      if (no !== undefined && path !== 'cases.today') expect(answer, role).not.toEqual(no)
    } else if (no !== undefined) expect(answer, role).toEqual(no)
    else expect(code, role).toBe(of)
  }
})
