/**
 * A question for every call of the branch process that could tell somebody of a complaint about himself. A new call
 * needs a line here.
 */
import type { Answers } from '../../domain/forms/schema.ts'
import { complaint, stranger, uuids, type World } from './aboutThem.ts'
import { rows } from './bench.ts'

export const slice = { from: null, to: null, parts: [] }
const holder = ({ about }: World) => ({ case: about.case })
const typed = ({ typing }: World, type: string, more: Answers = {}) => ({
  ...{ draft: typing.id, type, answers: { ...typing.answers, ...more } },
})
const ofDraft = ({ unfinished }: World) => ({ draft: unfinished.id })
const command = () => ({ command: uuids() })

/**
 * What each call is asked. `tells`: whom nothing names it tells what is secret here, so its silence before the others is
 * this rule's doing. A text is the reason why a call is not made: its answer holds nothing of any case.
 */
export type Ask = { ask: (world: World) => unknown; tells?: true } | string
const nothing: Ask = { ask: () => ({}) }
export const calls: Record<string, Ask[] | Ask> = {
  'session.people': nothing,
  'session.entry': nothing,
  'session.current': nothing,
  'session.signIn': 'who works here',
  'session.badge': 'who works here',
  'session.begin': 'who works here',
  'session.choosePin': 'who works here',
  'session.firstPin': 'who works here',
  'session.letIn': 'who works here',
  'session.lock': 'signs him out',
  'people.list': nothing,
  'people.names': nothing,
  'people.change': 'who works here',
  'workspace.open': { ask: () => ({}) },
  'workspace.unprinted': { ask: () => ({}) },
  'workspace.exchange': { ask: () => ({}), tells: true },
  'workspace.onTheWay': { ask: () => ({}), tells: true },
  'workspace.tryNow': 'tells the courier to go',
  'forms.version': { ask: () => ({ code: 'COMPL-SERVICE', version: 2 }) },
  'forms.sources': nothing,
  'bulletins.list': nothing,
  'bulletins.read': { ask: () => ({ id: uuids() }) },
  'drafts.open': 'gives back what was put in',
  'drafts.save': {
    ask: ({ unfinished: { id, type, kept, stepsDone, papers, focus } }) => ({
      id,
      type,
      answers: {},
      kept,
      stepsDone,
      papers,
      focus,
    }),
  },
  'drafts.list': { ask: () => ({}), tells: true },
  'drafts.discard': { ask: ({ unfinished }) => ({ id: unfinished.id, reason: 'mistake' }) },
  'drafts.takeOver': { ask: (world) => ({ ...command(), ...ofDraft(world), why: 'ушёл' }) },
  'drafts.answerBy': { ask: () => ({ type: 'COMPL-SERVICE', answers: {} }) },
  'cases.register': { ask: ofDraft },
  'cases.page': [
    { ask: () => asked(), tells: true },
    { ask: () => asked({ find: 'тунгышбекова' }), tells: true },
    { ask: ({ about }) => asked({ find: about.number }), tells: true },
    { ask: () => asked({ find: stranger.phone }) },
    { ask: () => asked({ slice }) },
  ],
  'cases.detail': [
    { ask: ({ about }) => ({ id: about.case }), tells: true },
    { ask: ({ other }) => ({ id: other.case }), tells: true },
  ],
  'cases.today': { ask: () => ({}), tells: true },
  'cases.receivers': { ask: holder },
  'cases.passUp': {
    ask: (world) => ({
      ...command(),
      ...holder(world),
      level: 2,
      to: 'customerRelations',
      reason: 'complaint',
      words: 'так',
    }),
  },
  'cases.noteVisit': { ask: (world) => ({ ...command(), ...holder(world), ...ofDraft(world), words: 'снова' }) },
  'cases.receipt': { ask: ({ about }) => ({ id: about.case }), tells: true },
  'cases.accept': { ask: ({ about }) => ({ ...command(), id: about.case, incompleteBecause: 'так' }) },
  'cases.act': [
    {
      ask: (world) => ({
        ...holder(world),
        act: { do: 'returnCase', ...command(), reasons: [{ words: 'нет', fields: [] }] },
      }),
    },
    { ask: ({ other, second }) => ({ case: other.case, act: { do: 'mergeCase', ...command(), into: second.case } }) },
  ],
  'customers.repeats': { ask: (world) => typed(world, 'COMPL-SERVICE', complaint), tells: true },
  'customers.records': { ask: (world) => typed(world, 'PD-REQ'), tells: true },
  'customers.person': [
    { ask: (world) => ({ of: holder(world), look: uuids(), reason: null }), tells: true },
    {
      ask: () => ({
        of: { number: { kind: 'phone', value: stranger.phone } },
        look: uuids(),
        reason: { code: 'lost_slip', words: '' },
      }),
      tells: true,
    },
    {
      ask: () => ({
        of: { number: { kind: 'iin', value: stranger.iin } },
        look: uuids(),
        reason: { code: 'lost_slip', words: '' },
      }),
      tells: true,
    },
    { ask: ({ other }) => ({ of: { case: other.case }, look: uuids(), reason: null }), tells: true },
  ],
  'customers.looks': { ask: () => ({ by: null, day: null, offset: 0, limit: 50 }), tells: true },
  'printJobs.begin': { ask: (world) => ({ ...holder(world), ...command(), size: '80mm' }), tells: true },
  'printJobs.notBegun': { ask: holder },
  'printJobs.finish': 'main says how a paper came out that he began',
  'printJobs.uncertain': { ask: () => ({}), tells: true },
  'printJobs.settle': { ask: () => ({ job: uuids(), printed: true }) },
  'documents.receipt': { ask: holder, tells: true },
  'documents.draft': [
    { ask: ofDraft, tells: true },
    { ask: ({ typing }) => ({ draft: typing.id }), tells: true },
  ],
  'documents.paperNumbers': { ask: () => command() },
  'documents.outageMonth': { ask: () => ({ month: '2026-11' }) },
  'documents.counts': { ask: () => ({ slice }) },
  'documents.overdue': { ask: holder },
  'documents.answer': { ask: holder },
  'documents.shift': nothing,
  'documents.caseRecord': [
    { ask: holder, tells: true },
    { ask: ({ other }) => ({ case: other.case }), tells: true },
  ],
  'documents.slipList': [{ ask: holder }, { ask: ({ request }) => ({ case: request.case }), tells: true }],
  'documents.outage': { ask: ({ outage }) => ({ number: outage }) },
  'desk.cable': 'the pretend cable of the demo',
  'calendars.year': { ask: () => ({ year: 2026 }) },
  'calendars.moves': {
    ask: () => ({
      year: 2026,
      days: [1, 2, 3, 4, 7, 8, 9].map((day) => ({ date: `2026-12-0${day}`, working: false })),
    }),
    tells: true,
  },
  'calendars.change': 'the calendar alone',
  'outages.current': nothing,
  'outages.list': { ask: () => ({ limit: 10 }) },
  'outages.cases': { ask: ({ outage }) => ({ number: outage }), tells: true },
  'outages.open': 'a card, which names nobody',
  'outages.update': 'a card, which names nobody',
  'outages.close': 'a card, which names nobody',
  'outages.recovery': { ask: ({ outage }) => ({ number: outage }), tells: true },
  'outages.told': { ask: (world) => ({ ...command(), ...holder(world), outage: world.outage }) },
  'outages.report': { ask: () => ({ month: '2026-11' }) },
  'outages.paperBlock': { ask: () => ({ ...command(), count: 1 }) },
  'outages.paperNumber': { ask: ({ paper }) => ({ number: paper }), tells: true },
  'consent.state': [
    { ask: (world) => ({ of: holder(world) }) },
    { ask: (world) => ({ of: ofDraft(world) }) },
    { ask: ({ about }) => ({ of: { withdrawal: about.case } }) },
  ],
  'consent.request': [
    { ask: (world) => ({ of: holder(world), phone: 0 }) },
    { ask: ({ about }) => ({ of: { withdrawal: about.case }, phone: 0 }) },
  ],
  'consent.check': { ask: () => ({ request: uuids(), code: '123456' }) },
  'consent.sign': { ask: (world) => ({ of: holder(world), signed: true, paper: 'signed_application', ...command() }) },
  'attachments.limits': nothing,
  'attachments.list': [{ ask: holder, tells: true }, { ask: ofDraft }],
  'attachments.begin': { ask: (world) => ({ to: holder(world), name: 'x.jpg', bytes: 3, paper: null }) },
  'attachments.append': { ask: () => ({ upload: uuids(), at: 0, chunk: new Uint8Array(1) }) },
  'attachments.finish': { ask: () => ({ upload: uuids() }) },
  'attachments.cancel': { ask: () => ({ upload: uuids() }) },
  'attachments.fetch': { ask: (world) => ({ ...holder(world), sha256: 'a'.repeat(64) }) },
  'attachments.look': { ask: (world) => ({ id: attachmentOf(world), turn: 90, crop: null }) },
  'attachments.paper': { ask: (world) => ({ id: attachmentOf(world), paper: null }) },
  'attachments.remove': { ask: (world) => ({ id: attachmentOf(world) }) },
  'tray.list': { ask: () => ({}), tells: true },
  'tray.assign': { ask: ({ item, other }) => ({ item, to: { case: other.case }, paper: null }) },
  'tray.confirm': { ask: ({ item }) => ({ items: [item] }) },
  'tray.dismiss': { ask: ({ item }) => ({ item, reason: 'other' }) },
  'reading.next': 'main reads files while nobody looks; its answer goes to no window',
  'reading.examined': 'what main read',
  'reading.cut': 'what main read',
  'reading.shown': { ask: ({ file }) => ({ sha256: file }), tells: true },
  'reading.take': 'what the scanner left',
  'reading.folder': nothing,
  'reading.watch': 'which folder is watched',
  'reports.overview': nothing,
  'reports.counts': { ask: () => ({ slice }) },
  'review.page': { ask: () => ({ offset: 0, limit: 100 }), tells: true },
  'review.one': [
    { ask: ({ about }) => ({ id: about.case, without: [] }), tells: true },
    { ask: ({ other }) => ({ id: other.case, without: [] }), tells: true },
  ],
  'searches.note': { ask: () => ({ words: 'ничего', instead: 'nothing' }) },
  'searches.list': { ask: () => ({ week: null }) },
  'shifts.state': nothing,
  'shifts.list': (
    ['registered', 'printed', 'waiting', 'unprinted', 'drafts', 'handWritten', 'quarantined'] as const
  ).map(
    (figure): Ask => ({
      ask: () => ({ figure }),
      ...(figure !== 'printed' && figure !== 'waiting' && { tells: true }),
    }),
  ),
  'shifts.open': 'begins a shift with figures alone',
  'shifts.close': 'signs him out',
  'entries.list': { ask: () => ({ offset: 0, limit: 200 }) },
  'entries.dispute': 'words about an entry of the branch, which is no case',
  'shifts.investigations': { ask: () => ({}), tells: true },
  'shifts.act': { ask: () => ({ do: 'note', ...command(), investigation: uuids(), words: 'так' }) },
  'journalExport.state': nothing,
  'journalExport.cancel': nothing,
  'hub.state': nothing,
  'hub.leaving': nothing,
  'hub.set': 'which computer hands on',
  'exports.check': { ask: () => ({ reason: 'для архива отделения' }) },
  'exports.begin': 'the whole journal as bytes, for whoever may take it out of the house; its file is in no window',
}

const asked = (more: object = {}) => ({
  ...{ tab: 'all', find: '', types: [], sort: 'number', descending: false, offset: 0, limit: 500, ...more },
})
export const attachmentOf = ({ bench, about }: World): string =>
  (rows(bench, `SELECT id FROM attachment WHERE case_id = '${about.case}'`) as { id: string }[])[0]?.id ?? uuids()
