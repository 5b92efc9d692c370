/** What a computer of a branch believes of headquarters and of the computers beside it, and when it asks. */
import { type Mechanism, within } from '../mechanism.ts'

const exchange = 'electron/branch/courier/exchange.ts'
const handing = 'electron/branch/hub/handing.ts'
const courier = 'electron/branch/courier/courier.ts'
const bounds = ['test/sync/bounds.test.ts']
const inCourier = within(courier, ['test/sync/courier.test.ts', 'test/sync/turned-away.test.ts'])

export const exchanging: readonly Mechanism[] = [
  {
    id: 'feed-admitted',
    name: 'what comes down is judged like what goes up',
    edits: [
      { file: handing, from: 'import { admit } from', to: 'import { place } from' },
      {
        file: handing,
        from: 'admit(primitives, hqKey, run, heldFor(db, run.line, first.data.seq))',
        to: 'place(run, run.events.flatMap((event) => open(primitives, event) ?? []), heldFor(db, run.line, first.data.seq))',
      },
    ],
    tests: ['test/sync/feed.test.ts', 'test/sync/hub-asked.test.ts'],
  },
  {
    id: 'run-of-the-branch',
    name: 'a run of another branch is taken from nobody',
    edits: [
      {
        file: handing,
        from: "if (run.certificate.body.branch !== branch.desk().branch) return refused('otherBranch')",
        to: '',
      },
    ],
    tests: ['test/sync/hub-asked.test.ts'],
  },
  {
    id: 'hub-acknowledges-nothing',
    name: 'what a hub says of headquarters counts by the signature of headquarters only',
    edits: [
      {
        file: 'electron/branch/hub/inventory.ts',
        from: 'if (isAcknowledged(primitives, acknowledgement, hqKey)) recordAcknowledgement',
        to: "if (hqKey !== '') recordAcknowledgement",
      },
    ],
    tests: ['test/sync/hub-asked.test.ts'],
  },
  {
    id: 'second-copy',
    name: 'the slip waits for a second copy where there is somebody to hold it',
    edits: [{ file: 'electron/branch/hub/copied.ts', from: 'branch.hub?.inContact() && ', to: '!branch.hub && ' }],
    tests: ['test/sync/copies.test.ts'],
  },
  {
    id: 'refused-shown',
    name: 'what headquarters refuses is shown with its reason',
    edits: [
      {
        file: 'electron/branch/handover.ts',
        from: 'saveRefusal(branch.db, line, refusal, utcNow(branch))',
        to: '',
      },
    ],
    tests: ['test/branch/handover.test.ts', 'test/sync/exchange.test.ts'],
  },
  {
    id: 'refused-before-acknowledged',
    name: 'a refusal is written before the acknowledgement',
    edits: [
      {
        file: exchange,
        from: "  recordRefusals(branch, line, refusals)\n  branch.faults.at('before-acknowledgement')\n",
        to: '',
      },
      {
        file: exchange,
        from: '  if (fork && line === myLine(branch.db))',
        to: "  branch.faults.at('before-acknowledgement')\n  recordRefusals(branch, line, refusals)\n  if (fork && line === myLine(branch.db))",
      },
    ],
    tests: ['test/sync/exchange.test.ts'],
  },
  {
    id: 'refused-line-alone',
    name: 'a line that headquarters refuses holds up no other',
    edits: [
      { file: exchange, from: "if (pushed.why !== 'turnedAway') return pushed", to: 'if (!pushed.ok) return pushed' },
    ],
    tests: ['test/sync/lines-apart.test.ts'],
  },
  {
    id: 'run-shrinks',
    name: 'after a break runs are shorter',
    edits: [{ file: exchange, from: "if (answer.why === 'unreachable') length.broke()", to: '' }],
    tests: ['test/sync/courier.test.ts'],
  },
  {
    id: 'run-begins-short',
    name: 'the first run is a short one',
    edits: [{ file: 'electron/branch/courier/runLength.ts', from: 'let length = FIRST', to: 'let length = MOST' }],
    tests: ['test/branch/run-length.test.ts'],
  },
  {
    id: 'something-went',
    name: 'who got something through is not rested longer',
    edits: [{ file: courier, from: 'outcome.tookAt !== undefined ? 1 : failures + 1', to: 'failures + 1' }],
    tests: ['test/sync/courier.test.ts'],
  },
  {
    id: 'long-command-whole',
    name: 'a command of more events than a run goes whole',
    edits: [{ file: 'electron/branch/provable.ts', from: 'if (!broken && rows.length === limit)', to: 'if (false)' }],
    tests: ['test/sync/exchange.test.ts'],
  },
  {
    id: 'retry-after',
    name: 'Retry-After is obeyed, whatever is recorded or plugged in',
    edits: [
      {
        file: courier,
        from: "outcome.retryAfter === null ? ['plugged', 'asked', 'stop'] : ['asked', 'stop']",
        to: "['recorded', 'plugged', 'asked', 'stop']",
      },
    ],
    tests: ['test/sync/courier.test.ts'],
  },
  {
    id: 'retry-after-length',
    name: 'the pause is as long as Retry-After says',
    edits: [
      {
        file: 'electron/branch/courier/backoff.ts',
        from: 'if (retryAfter !== null) return retryAfter * 1000',
        to: 'if (retryAfter !== null && failures < 0) return retryAfter * 1000',
      },
    ],
    tests: ['test/branch/backoff.test.ts'],
  },
  {
    id: 'wakes',
    name: 'what is recorded goes at once',
    edits: [{ file: courier, from: "wake('recorded')", to: 'undefined' }],
    tests: ['test/sync/courier.test.ts'],
  },
  {
    id: 'private-way',
    name: 'no case goes over a way that others can read',
    edits: [
      { file: 'electron/branch/courier/link.ts', from: 'if (!isPrivate(url)) return', to: "if (url === '') return" },
    ],
    tests: ['test/sync/courier.test.ts'],
  },
  within('electron/branch/courier/link.ts', bounds)(
    'retry-after-bound',
    'nobody is kept from headquarters for longer than a quarter of an hour',
    'Math.min(read, LONGEST_WAIT_S)',
    'read',
  ),
  within(courier, ['test/sync/telling.test.ts'])(
    'tried-when-asked',
    'a person who wants it tried now is heeded, also where headquarters asked to wait',
    "['plugged', 'asked', 'stop'] : ['asked', 'stop'])",
    "['plugged', 'asked', 'stop'] : ['stop'])",
  ),
  inCourier(
    'turned-away-told',
    'a computer that is turned away says so, and does not look like a network that is down',
    "outcome.why === 'nonsense' || outcome.why === 'turnedAway'",
    "outcome.detail === ''",
  ),
  inCourier(
    'defect-told',
    'so does one with a defect of its own',
    "why: defect ? 'nonsense' : 'unreachable'",
    "why: 'unreachable'",
  ),
  within('electron/branch/courier/bounded.ts', bounds)(
    'answers-bounded',
    'an answer without an end is not read to its end',
    'if (bytes > most)',
    'if (bytes > 2 * most)',
  ),
  within(handing, bounds)(
    'places-bounded',
    'a question names no more places of a line than it may',
    'return [...each.values()].slice(0, MOST_KNOWN)',
    'return [...each.values()]',
  ),
  within('electron/branch/courier/feed.ts', bounds)(
    'untakeable-line-alone',
    'a line that cannot be taken holds up no other',
    "if (pulled.why !== 'nonsense') return pulled",
    'return pulled',
  ),
  within(exchange, bounds)(
    'untakeable-line-told',
    'and is told when all else has gone through',
    'refused ??= taken.refused',
    'void taken.refused',
  ),
]
