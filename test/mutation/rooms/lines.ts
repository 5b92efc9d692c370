/** When a computer begins a new line, and how the lines of all of a branch come to all. */
import { type Mechanism, within } from '../mechanism.ts'

const exchange = 'electron/branch/courier/exchange.ts'
const feed = 'electron/branch/courier/feed.ts'
const handing = 'electron/branch/hub/handing.ts'
const traces = 'test/sync/traces.test.ts'
const tracesHq = 'test/sync/traces-headquarters.test.ts'
const tracesFeed = 'test/sync/traces-feed.test.ts'

export const lines: readonly Mechanism[] = [
  {
    id: 'fork-new-line',
    name: 'after the answer "fork" a computer writes on a new line',
    edits: [{ file: exchange, from: "if (fork && line === myLine(branch.db)) beginLine(branch, 'fork')", to: '' }],
    tests: ['test/sync/lines-apart.test.ts'],
  },
  {
    id: 'unknown-head-new-line',
    name: 'a head of our line that we do not know begins a new one',
    edits: [
      {
        file: exchange,
        from: "if (head && !chainHas(branch.db, mine, head.seq, head.hash)) beginLine(branch, 'unknownHead')",
        to: '',
      },
    ],
    tests: ['test/sync/exchange.test.ts'],
  },
  {
    id: 'handed-over-new-line',
    name: 'an event of our key that we did not write begins a new line',
    edits: [
      {
        file: handing,
        from: "if (stored > 0 && run.line === myLine(db)) beginLine(branch, verdict.fork ? 'fork' : 'unknownHead')",
        to: '',
      },
    ],
    tests: ['test/sync/hub.test.ts'],
  },
  {
    id: 'key-is-device',
    name: 'a database without its key is another device',
    edits: [
      {
        file: 'electron/branch/open.ts',
        from: 'return key !== null && key !== publicKey ? null : device',
        to: 'return device',
      },
    ],
    tests: ['test/sync/enrolment.test.ts'],
  },
  {
    id: 'note-taken-away',
    name: 'a note that cannot be brought up to date is taken away',
    edits: [{ file: 'electron/branch/line.ts', from: 'dropMarker(marker)', to: '' }],
    tests: ['test/branch/line.test.ts'],
  },
  {
    id: 'copy-says-so',
    name: 'our own copy of a database begins a new line, whatever the note says',
    edits: [{ file: 'electron/branch/line.ts', from: 'setting(db, COPIED) === null', to: 'true' }],
    tests: ['test/branch/line.test.ts'],
  },
  within('electron/branch/backup.ts', ['test/branch/line.test.ts'])(
    'copy-written',
    'each copy that we make says that it is one',
    "db.prepare('INSERT OR REPLACE INTO copy.setting VALUES (?, ?)').run(COPIED, utcNow({ clock }))",
    'void [COPIED, utcNow, clock]',
  ),
  within('electron/branch/line.ts', ['test/branch/line.test.ts'])(
    'copy-no-more',
    'a copy that has begun its own line goes on with it',
    'dropSetting(db, COPIED)',
  ),
  within('electron/branch/line.ts', ['test/branch/line.test.ts', 'test/sync/enrolment.test.ts'])(
    'line-of-our-key',
    'a line whose device is gone is not written on any more',
    ' && isOurs(branch, line)',
  ),
  {
    id: 'note-caught-up',
    name: 'the note of the last event is caught up at each start',
    edits: [{ file: 'electron/branch/line.ts', from: 'if (vouched) noteHead(branch)', to: 'if (vouched) return' }],
    tests: [traces],
  },
  {
    id: 'foreign-kept',
    name: 'events of others are kept, and handed over to a headquarters that lacks them',
    edits: [
      {
        file: exchange,
        from: 'for (const line of officeFirst(branch, hqKey)) {',
        to: 'for (const line of [myLine(branch.db), officeFirst(branch, hqKey)[-1] ?? []].flat()) {',
      },
    ],
    tests: [tracesHq, tracesFeed],
  },
  {
    id: 'both-sides-of-a-fork',
    name: 'both ends of a forked line are handed over',
    edits: [
      {
        file: exchange,
        from: 'for (const tip of tips(branch.db, line)) {',
        to: 'for (const tip of tips(branch.db, line).slice(0, 1)) {',
      },
    ],
    tests: [traces],
  },
  {
    id: 'line-cursors',
    name: 'what is lacking is told line by line, by place',
    edits: [
      {
        file: feed,
        from: '.filter((tip) => !holdsEvent(branch.db, line, tip))',
        to: ".filter((tip) => tip.seq > Number(branch.db.prepare(`SELECT coalesce(max(seq), 0) FROM journal WHERE origin <> 'own'`).pluck().get()) && !holdsEvent(branch.db, line, tip))",
      },
    ],
    tests: [tracesFeed],
  },
  {
    id: 'cursor-hash',
    name: 'the cursor of a line is a hash and not a number alone',
    edits: [
      {
        file: feed,
        from: '.filter((tip) => !holdsEvent(branch.db, line, tip))',
        to: ".filter((tip) => tip.seq > Number(branch.db.prepare('SELECT coalesce(max(seq), 0) FROM journal WHERE line = ?').pluck().get(line)))",
      },
    ],
    tests: ['test/sync/feed-restored.test.ts'],
  },
  {
    id: 'fork-chains',
    name: 'an acknowledgement of one side of a fork says nothing of the other',
    edits: [
      {
        file: 'electron/branch/store/acknowledgements.ts',
        from: 'if (marks.length === 0 || !lineRow(db, line)?.forked) return marks.length > 0',
        to: 'if (marks.length >= 0) return marks.length > 0',
      },
    ],
    tests: ['test/branch/handover-foreign.test.ts'],
  },
]
