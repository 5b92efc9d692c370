/** What headquarters lets in and keeps. */
import { type Mechanism, within } from '../mechanism.ts'

const admitRun = 'hq/admitRun.ts'
const runs = 'test/hq/runs.test.ts'
const starting = ['test/hq/starting.test.ts']

export const headquarters: readonly Mechanism[] = [
  {
    id: 'request-signature',
    name: 'a device signs each request',
    edits: [
      {
        file: 'hq/deviceRequest.ts',
        from: 'return primitives.verify(presented.body.publicKey, text, signature) ? presented : null',
        to: 'return presented',
      },
    ],
    tests: [runs],
  },
  {
    id: 'request-certificate',
    name: 'a device shows a certificate that headquarters signed',
    edits: [
      {
        file: 'hq/deviceRequest.ts',
        from: ' || !isCertified(primitives, presented, key.publicKey)',
        to: '',
      },
    ],
    tests: [runs],
  },
  {
    id: 'own-branch-only',
    name: 'a device hands over lines of its own branch only',
    edits: [
      {
        file: 'hq/routes/exchange.ts',
        from: 'if (body.data.certificate.body.branch !== sender.body.branch)',
        to: 'if (sender.body.branch === null)',
      },
    ],
    tests: [runs],
  },
  {
    id: 'hq-triggers',
    name: 'events at headquarters can be neither changed nor deleted',
    edits: [
      {
        file: 'hq/store/database.ts',
        from: "await sql.query('INSERT INTO migration (version) VALUES ($1)', [version])",
        to: "await sql.query('INSERT INTO migration (version) VALUES ($1)', [version])\n      if (version >= 9) await sql.query('DROP TRIGGER IF EXISTS event_is_append_only ON event')",
      },
    ],
    tests: [runs],
  },
  {
    id: 'line-lock',
    name: 'a line is admitted under a lock of its own',
    edits: [
      {
        file: 'hq/store/lines.ts',
        from: 'WHERE id = $1 AND branch = $2 FOR UPDATE',
        to: 'WHERE id = $1 AND branch = $2',
      },
    ],
    tests: ['test/hq/runs-at-once.test.ts'],
  },
  {
    id: 'fold-lock',
    name: 'cases of a branch are folded under one lock',
    edits: [
      {
        file: 'hq/store/cases.ts',
        from: '=> hold(sql, foldOf(branch))',
        to: "=> sql.query('SELECT $1::text', [foldOf(branch)])",
      },
    ],
    tests: ['test/hq/cases.test.ts'],
  },
  {
    id: 'unholdable',
    name: 'a run that the database can hold in no way is refused, and not asked for again and again',
    edits: [{ file: admitRun, from: 'if (!isUnholdable(error)) throw error', to: 'throw error' }],
    tests: ['test/hq/runs-lacking.test.ts'],
  },
  {
    id: 'quarantine',
    name: 'what a rule refuses is kept, and its successors go on',
    edits: [
      {
        file: admitRun,
        from: 'const lacking = new Set(held.near',
        to: "const bad = judged.find(({ refusal }) => refusal !== null)\n    if (bad) return { verdict: 'refused' as const, reason: 'bytes' as const, seq: bad.event.fields.seq }\n    const lacking = new Set(held.near",
      },
    ],
    tests: [runs, 'test/sync/exchange.test.ts', 'test/sync/refused.test.ts'],
  },
  {
    id: 'other-branch-case',
    name: 'a branch changes cases of its own only',
    edits: [{ file: admitRun, from: "elsewhere.has(event.fields.case ?? '')", to: "elsewhere.has('')" }],
    tests: ['test/hq/cases.test.ts'],
  },
  {
    id: 'back-pressure',
    name: 'so many requests at once, and the others are sent away with a time',
    edits: [{ file: 'hq/pressure.ts', from: 'if (inside < limits.atOnce) {', to: 'if (inside < Number.MAX_VALUE) {' }],
    tests: ['test/hq/pressure.test.ts'],
  },
  {
    id: 'turns',
    name: 'each who is sent away gets a later time than the one before',
    edits: [
      { file: 'hq/pressure.ts', from: 'nextPlace = Math.max(nextPlace, at) + between', to: 'nextPlace = at + between' },
    ],
    tests: ['test/hq/pressure.test.ts'],
  },
  {
    id: 'rejudged',
    name: 'what older rules refused is judged anew',
    edits: [{ file: 'hq/app.ts', from: '  await rejudgeOld(hq)\n', to: '' }],
    tests: ['test/sync/refused.test.ts'],
  },
  {
    id: 'lost-receipts',
    name: 'a receipt that is known and its event is not is listed as lost',
    edits: [
      {
        file: 'hq/store/receipts.ts',
        from: 'WHERE branch = $1 AND NOT EXISTS (SELECT 1 FROM event e',
        to: 'WHERE branch = $1 AND EXISTS (SELECT 1 FROM event e',
      },
    ],
    tests: ['test/sync/copies.test.ts'],
  },
  {
    id: 'version-served',
    name: 'a program of another version is turned away before anything is looked at',
    edits: [
      {
        file: 'hq/app.ts',
        from: "if (typeof version !== 'number') return reply.code(426).send(version)",
        to: "if (typeof version !== 'number') return",
      },
    ],
    tests: ['test/hq/versions.test.ts'],
  },
  within('hq/stopping.ts', ['test/sync/stopping.test.ts'])(
    'one-press',
    'a signal that comes several times of one press ends nothing at once',
    'now() - first < ONE_PRESS_MS ? undefined : exit(1)',
    'exit(1)',
  ),
  within('hq/store/database.ts', starting)(
    'one-process-a-folder',
    'the folder of an embedded database is of one process',
    'const release = holdFolder(folder)',
    'const release = () => {}',
  ),
  within('hq/store/ownKey.ts', starting)(
    'key-of-the-database',
    'an instance with another key than the database belongs to does not start',
    '!== key.publicKey)',
    "=== '')",
  ),
  within('hq/routes/forms.ts', ['test/hq/forms.test.ts'])(
    'number-that-ships',
    'a form version does not take the number of one that ships',
    'version <= (shipped?.version ?? 0)',
    'version <= 0',
  ),
]
