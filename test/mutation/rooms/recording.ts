/** What a computer of a branch keeps, and what it answers when it cannot. */
import { type Mechanism, within } from '../mechanism.ts'

const store = 'test/branch/store.test.ts'
const first = 'electron/branch/store/migrations/0001-first.ts'
const record = 'electron/branch/record.ts'

const inWords = within('electron/branch/store/migrations/0027-case-words.ts', ['test/branch/case-words.test.ts'])

export const recording: readonly Mechanism[] = [
  {
    id: 'command-key',
    name: 'a command stands once in the table, by its key',
    edits: [{ file: record, from: "'INSERT INTO command (id", to: "'INSERT OR IGNORE INTO command (id" }],
    tests: ['test/branch/record.test.ts'],
  },
  {
    id: 'journal-triggers',
    name: 'rows of the journal can be neither changed nor deleted',
    edits: [
      {
        file: first,
        from: "CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;",
        to: '',
      },
      {
        file: 'electron/branch/store/migrations/0017-record.ts',
        from: 'WHEN NOT (\n  NEW.payload',
        to: 'WHEN 0 AND NOT (\n  NEW.payload',
      },
    ],
    tests: [store],
  },
  {
    id: 'command-triggers',
    name: 'answers to commands can be neither changed nor deleted',
    edits: [
      {
        file: first,
        from: "CREATE TRIGGER command_is_kept BEFORE DELETE ON command BEGIN SELECT RAISE(ABORT, 'commands are append-only'); END;",
        to: '',
      },
      {
        file: first,
        from: "CREATE TRIGGER command_is_frozen BEFORE UPDATE ON command BEGIN SELECT RAISE(ABORT, 'commands are append-only'); END;",
        to: '',
      },
    ],
    tests: [store],
  },
  {
    id: 'erasure-permit',
    name: 'a payload is erased by permit only',
    edits: [
      {
        file: 'electron/branch/store/migrations/0017-record.ts',
        from: "AND EXISTS (SELECT 1 FROM erasure_permit WHERE what = 'case' AND value = OLD.case_id)",
        to: '',
      },
    ],
    tests: ['test/branch/retention.test.ts'],
  },
  {
    id: 'erased-when-safe',
    name: 'nothing is erased that headquarters does not have safe',
    edits: [
      {
        file: 'electron/branch/store/acknowledgements.ts',
        from: "isAcknowledged(db, line, { seq, hash }, 'safe')",
        to: 'isAcknowledged(db, line, { seq, hash })',
      },
    ],
    tests: ['test/branch/retention.test.ts'],
  },
  {
    id: 'checked-at-start',
    name: 'the journal is read through at each start',
    edits: [
      { file: 'electron/branch/checking.ts', from: 'event === null || event.hash !== row.hash', to: 'event === null' },
      {
        file: 'electron/branch/checking.ts',
        from: 'said.every((value, i) => value === columns[i]) && (seq === 1 || row.follows === 1)',
        to: 'said.length === columns.length',
      },
    ],
    tests: ['test/branch/faults.test.ts'],
  },
  {
    id: 'sound-database',
    name: 'a damaged database is noticed at the start',
    edits: [{ file: 'electron/branch/store/open.ts', from: 'if (existed) requireSound(db)', to: '' }],
    tests: ['test/branch/record.test.ts'],
  },
  {
    id: 'safe-sqlite',
    name: 'an SQLite that may damage data is refused',
    edits: [{ file: 'electron/branch/store/open.ts', from: 'if (part < needed)', to: 'if (part < 0)' }],
    tests: [store],
  },
  {
    id: 'migration-copy',
    name: 'a copy is laid before tables are changed',
    edits: [
      {
        file: 'electron/branch/store/migrate.ts',
        from: 'if (found > 0 && due.length > 0) keepCopy',
        to: 'if (found < 0) keepCopy',
      },
    ],
    tests: [store],
  },
  {
    id: 'future-database',
    name: 'a database of a newer program is refused',
    edits: [{ file: 'electron/branch/store/migrate.ts', from: 'if (found > latest) {', to: 'if (found < 0) {' }],
    tests: [store],
  },
  {
    id: 'workspace-lock',
    name: 'one program has the workspace',
    edits: [
      { file: 'electron/branch/store/lock.ts', from: "held.exec('BEGIN EXCLUSIVE')", to: "held.exec('SELECT 1')" },
    ],
    tests: [store],
  },
  {
    id: 'not-recorded',
    name: 'a disk that refuses is told as "not recorded"',
    edits: [{ file: record, from: 'if (why === null) throw error', to: 'if (why !== undefined) throw error' }],
    tests: ['test/branch/storage.test.ts'],
  },
  {
    id: 'answer-after-commit',
    name: 'a receipt is told after the commit',
    edits: [
      {
        file: record,
        from: "branch.faults.at('before-transaction')",
        to: "let told: { ok: boolean; answer: Answer } | undefined\n  branch.faults.at('before-transaction')",
      },
      { file: record, from: 'const answer = work()', to: 'const answer = work()\n    told = { ok: true, answer }' },
      {
        file: record,
        from: 'if (why === null) throw error',
        to: 'if (why === null) throw error\n    if (told) return told.answer',
      },
    ],
    tests: ['test/branch/storage.test.ts'],
  },
  {
    id: 'immediate',
    name: 'a command holds the database from its first read',
    edits: [{ file: record, from: 'done = transaction.immediate()', to: 'done = transaction.deferred()' }],
    tests: ['test/branch/storage.test.ts'],
  },
  {
    id: 'session-needed',
    name: 'nobody records anything without having signed in',
    edits: [
      {
        file: 'electron/branch/router.ts',
        from: '!answeredToNobody.has(path) && !branch.session.current()',
        to: "path === ''",
      },
    ],
    tests: ['test/branch/session.test.ts'],
  },
  {
    id: 'one-slip',
    name: 'a command prints once',
    edits: [{ file: 'electron/branch/slips.ts', from: 'if (before) return begunAs(before, receipt, true)', to: '' }],
    tests: ['test/branch/slips.test.ts'],
  },
  {
    id: 'uncertain-slip',
    name: 'a slip whose end nobody saw is asked about',
    edits: [{ file: 'electron/branch/open.ts', from: '  doubtPrinting(db)\n', to: '' }],
    tests: ['test/branch/faults.test.ts'],
  },
  within('electron/branch/checking.ts', ['test/branch/checking.test.ts'])(
    'altered-told-twice',
    'of rows that were changed the window is told of the first, and once of all',
    'if (told === 0 && recovery.altered > 0) tell()',
    'if (recovery.altered > told) tell()',
  ),
  within('electron/branch/backup.ts', ['test/branch/damaged.test.ts'])(
    'half-copies-go',
    'what a kill left of a copy goes with the next one',
    'for (const name of readdirSync(folder)) if (/^okno-',
    'for (const name of readdirSync(folder).slice(0, 0)) if (/^okno-',
  ),
  inWords(
    'erased-words-leave',
    'erased words leave the index of words at once',
    "INSERT INTO case_words (case_words, rank) VALUES ('secure-delete', 1);",
  ),
  inWords(
    'index-follows-rows',
    'the index of words changes with the row',
    'CREATE TRIGGER case_words_change AFTER UPDATE OF search ON cases WHEN',
    'CREATE TRIGGER case_words_change AFTER UPDATE OF number ON cases WHEN',
  ),
  inWords(
    'index-forgets-rows',
    'a row that goes leaves the index of words',
    'CREATE TRIGGER case_words_go AFTER DELETE ON cases BEGIN',
    'CREATE TRIGGER case_words_go AFTER DELETE ON cases WHEN false BEGIN',
  ),
  inWords(
    'older-rows-found',
    'rows of an older program come into the index of words',
    "INSERT INTO case_words (case_words) VALUES ('rebuild');",
  ),
]
