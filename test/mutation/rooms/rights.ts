/** What is a customer's alone to do, and what people are told and not told of each other: rules that no lost case would betray. */
import { type Edit, type Mechanism, within } from '../mechanism.ts'

const withdrawals = 'domain/cases/withdrawals.ts'
const anytime = 'domain/cases/anytime.ts'
const withdrawing = 'hq/withdrawing.ts'

const off = (id: string, name: string, tests: readonly string[], ...edits: readonly Edit[]): Mechanism => ({
  ...{ id, name, tests, edits },
})

/** The rule as it decides, as it folds, and with a real headquarters. */
const decided = ['test/domain/lifecycle-changes.test.ts']
const folded = ['test/domain/withdrawals.test.ts']
const withdrawn = ['test/sync/withdrawal.test.ts']

const inConsent = within('domain/cases/consent.ts', [...decided, ...folded])

const customers: readonly Mechanism[] = [
  off('withdrawal-genuine', 'a code takes a case back by the signature of headquarters only', decided, {
    ...{ file: anytime, from: 'const own = genuine && ', to: 'const own = ' },
  }),
  off('withdrawal-decided-case', 'a counter takes a case back by the code that named it', decided, {
    ...{ file: anytime, from: ' && body.what === what', to: '' },
  }),
  off('withdrawal-decided-phone', 'a counter takes a case back by a code from a number of its paper', decided, {
    ...{ file: anytime, from: ' && phones.includes(body.phone)', to: '' },
  }),
  inConsent(
    'withdrawal-purpose',
    'a code that was asked for to agree takes nothing back',
    'body.purpose === WITHDRAWAL',
    "WITHDRAWAL !== ''",
  ),
  inConsent(
    'withdrawal-paper',
    'a code for one paper takes no other back',
    'body.about === command && body.purpose === WITHDRAWAL',
    "command !== '' && body.purpose === WITHDRAWAL",
  ),
  off('withdrawal-seen', 'a signature that takes a case back is written down by who saw it', folded, {
    ...{ file: 'domain/cases/steps.ts', from: 'proof.seenBy === stamp.by', to: "proof.seenBy !== ''" },
  }),
  off('withdrawal-folded', 'a withdrawal by a code that is not the applicant’s own is a conflict', folded, {
    file: 'domain/cases/evolve.ts',
    from: "if (event.ofAnother) return conflicted(state, event, 'consentOfAnother')",
    to: '',
  }),
  off('withdrawal-folded-case', 'a case folds as taken back by the code that named it', [...folded, ...withdrawn], {
    ...{ file: withdrawals, from: 'confirmation.body.what === what &&', to: '' },
  }),
  off(
    'withdrawal-folded-phone',
    'a case folds as taken back by a code from a number of its paper',
    [...folded, ...withdrawn],
    {
      ...{ file: withdrawals, from: 'phones.some(({ mark }) => mark === confirmation.body.phone)', to: "what !== ''" },
    },
  ),
  off(
    'withdrawal-as-taken-in',
    'whose number it is the paper says, and no later correction',
    [...folded, ...withdrawn],
    {
      file: withdrawals,
      from: 'if (data) return data\n',
      to: "if (data) { const answers = { ...data.answers }; for (const one of events) if (one.fields.type === 'caseCorrected') for (const [key, value] of Object.entries((one.payload as { changed: object }).changed)) answers[key] = value.after; return { ...data, answers } }\n",
    },
  ),
  off('withdrawal-at-branch', 'a branch folds withdrawals as they may be', withdrawn, {
    file: 'electron/branch/projection.ts',
    from: "import { withdrawalsHeld } from '../../domain/cases/withdrawals.ts'",
    to: 'const withdrawalsHeld = <E>(_: unknown, events: readonly E[]) => events',
  }),
  off('withdrawal-at-hq', 'headquarters folds withdrawals as they may be', withdrawn, {
    file: 'hq/store/cases.ts',
    from: 'fold(withdrawalsHeld(primitives.sha256, one), wants)',
    to: 'fold(one, wants)',
  }),
  off('withdrawal-clock', 'a withdrawal that took nothing back lets no clock go on', ['test/branch/rising.test.ts'], {
    ...{ file: 'electron/branch/clock.ts', from: 'of withdrawalsHeld(primitives.sha256, events)', to: 'of events' },
  }),
  off('withdrawal-asked', 'headquarters looks at whose case is to be taken back before it sends a code', withdrawn, {
    file: 'hq/codes.ts',
    from: '!(await mayWithdraw(database, sender.body.branch, request))',
    to: 'false',
  }),
  off('withdrawal-asked-phone', 'it sends the code to a number of the paper only', withdrawn, {
    ...{ file: withdrawing, from: '.phones.some((one) => one.phone === phone)', to: '.phones.length >= 0' },
  }),
  off('withdrawal-asked-case', 'it sends no code for a case in the name of another paper', withdrawn, {
    ...{ file: withdrawing, from: 'cases.find(({ command }) => command === about)', to: 'cases[0]' },
  }),
  off('withdrawal-asked-open', 'it sends no code for a case that has ended', withdrawn, {
    ...{ file: withdrawing, from: ' || !isOpen(found.state)', to: '' },
  }),
]

const named = ['test/branch/named.test.ts']
const disputed = ['test/branch/entries.test.ts']
const held = 'FROM journal WHERE line = ? AND seq = ? AND hash = ? AND case_id IS NULL'

const inSight = within('electron/branch/sight.ts', named)
const inEntries = within('electron/branch/store/entries.ts', disputed)
/** The entry that is disputed (`what` of it) is looked for without one of its marks. */
const looser = (id: string, name: string, mark: string, instead = '', what = '1') =>
  inEntries(id, name, `SELECT ${what} ${held}`, `SELECT ${what} ${held.replace(mark, instead)}`)

const people: readonly Mechanism[] = [
  inSight(
    'hidden-merged',
    'whom a case is about does not learn of it from one that was merged into it',
    'into?.case',
    'undefined',
  ),
  inSight('hidden-joined', 'nor from one that it was joined to', 'joins?.case', 'undefined'),
  inSight('hidden-instead', 'nor from one in whose place it was registered', 'instead?.case', 'undefined'),
  off('hidden-in-detail', 'nor on the screen of another case', named, {
    file: 'electron/branch/reading.ts',
    from: 'tellsOfAnother(branch, event.payload) ?',
    to: 'tellsOfAnother(branch, null) ?',
  }),
  off('hidden-in-record', 'nor in the printed record of another case', named, {
    file: 'electron/branch/customers/caseRecord.ts',
    from: 'tellsOfAnother(branch, event.payload) ? {} : (text',
    to: 'tellsOfAnother(branch, null) ? {} : (text',
  }),
  inEntries(
    'deeds-listed',
    'what was done to somebody is not told to others',
    '@viewer IS NULL OR type NOT IN (',
    '@viewer IS NULL OR true OR type NOT IN (',
  ),
  inEntries('deeds-of-mine', 'everybody finds what was done to him', "saidIn('$.person')}", "saidIn('$.nobody')}"),
  inEntries('deeds-by-me', 'everybody finds what he did to others', ' OR by_person = @viewer\n', '\n'),
  inEntries(
    'disputes-listed',
    'what was said of a hidden deed is hidden',
    'AND hash NOT IN (SELECT value FROM json_each(@hidden))',
    'AND @hidden <> 0',
  ),
  inEntries(
    'disputes-of-disputes',
    'and what was said of that',
    "if (row.type !== 'entryDisputed') return true",
    "if (row.type !== 'entryDisputed' || at !== entry) return true",
  ),
  off('disputes-seen', 'nobody disputes what he is not shown', disputed, {
    file: 'electron/branch/entries/dispute.ts',
    from: 'seesBranchEntry(branch.db, wish.entry, viewerFor(person))',
    to: 'seesBranchEntry(branch.db, wish.entry, viewerFor(person) && null)',
  }),
  inEntries(
    'disputes-of-others',
    'a hidden deed is shown to whom it was done, and to nobody else',
    'return person.safeParse(said).data?.person === viewer',
    'return person.safeParse(said).success',
  ),
  inEntries(
    'disputes-of-mine',
    'everybody may dispute what was done to him',
    'return person.safeParse(said).data?.person === viewer',
    'return false',
  ),
  inEntries('disputes-by-me', 'everybody may speak of what he did himself', 'if (row.by === viewer) return true'),
  looser('disputed-held', 'an entry is disputed by its hash', 'hash = ?', '? IS NOT NULL'),
  looser('disputed-place', 'and by its place', 'seq = ?', '? IS NOT NULL'),
  looser('disputed-on-the-case', 'an entry of a case is disputed on the case, by the manager', ' AND case_id IS NULL'),
  looser('disputed-on-the-case-clerk', 'and by a clerk', ' AND case_id IS NULL', '', 'type, by_person AS by, payload'),
]

export const rights: readonly Mechanism[] = [...customers, ...people]
