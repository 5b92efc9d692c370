/** Headquarters' own word: its steps, its line after a restore, what it calls safe, whom it has revoked. */
import { type Mechanism, within } from '../mechanism.ts'

const tracesHq = 'test/sync/traces-headquarters.test.ts'
const tracesFeed = 'test/sync/traces-feed.test.ts'
const admitRun = 'hq/admitRun.ts'
const officers = ['test/hq/office.test.ts']
const terminal = ['test/hq/console.test.ts']
const inAct = within('hq/office/act.ts', officers)
const inSaid = within('hq/store/saidToAll.ts', ['test/hq/said-to-all.test.ts'])

export const office: readonly Mechanism[] = [
  {
    id: 'office-steps',
    name: 'a step of headquarters that a device writes is refused there',
    edits: [{ file: 'hq/judge.ts', from: "if (!office && isOfficeStep(type, payload.data)) return 'office'", to: '' }],
    tests: ['test/hq/lifecycle.test.ts'],
  },
  {
    id: 'office-steps-branch',
    name: 'a step of headquarters that a device writes is a conflict at the branch',
    edits: [
      {
        file: 'domain/cases/evolve.ts',
        from: '!event.office && isOfficeStep(type, event.payload)',
        to: "event.hash === ''",
      },
    ],
    tests: ['test/branch/acting-whose.test.ts'],
  },
  {
    id: 'office-certificate',
    name: "a line is headquarters' own by headquarters' certificate only",
    edits: [
      {
        file: 'hq/office/line.ts',
        from: 'body.publicKey === publicKey',
        to: "publicKey !== '' && body.publicKey !== ''",
      },
    ],
    tests: ['test/hq/lifecycle.test.ts'],
  },
  {
    id: 'office-certificate-branch',
    name: "what comes down is headquarters' word by headquarters' certificate only",
    edits: [
      {
        file: 'electron/branch/hub/handing.ts',
        from: 'certificate.body.publicKey === hqKey',
        to: "certificate.body.publicKey !== '' && hqKey !== ''",
      },
    ],
    tests: ['test/sync/feed.test.ts'],
  },
  {
    id: 'office-key-enrols-nobody',
    name: "nobody enrols under headquarters' own key",
    edits: [
      {
        file: 'hq/routes/enrolment.ts',
        from: "if (request.publicKey === hq.key.publicKey) return refuse('otherKey')",
        to: '',
      },
    ],
    tests: ['test/hq/office.test.ts'],
  },
  {
    id: 'taken-back',
    name: 'a restored headquarters takes back its own words and begins a new line',
    edits: [{ file: admitRun, from: 'if (office) await takenBack(sql, hq, run.certificate, verdict)', to: '' }],
    tests: [tracesFeed, 'test/sync/feed-restored.test.ts'],
  },
  {
    id: 'office-first',
    name: "headquarters' own words are handed back before anything else",
    edits: [
      {
        file: 'electron/branch/courier/exchange.ts',
        from: 'Number(isOffice(other)) - Number(isOffice(one))',
        to: 'Number(isOffice(one)) - Number(isOffice(other))',
      },
    ],
    tests: ['test/sync/lines-apart.test.ts'],
  },
  {
    id: 'safe-on-media',
    name: 'only what is on independent media is safe',
    edits: [{ file: 'hq/media.ts', from: 'return rows.length > 0', to: 'return rows.length >= 0' }],
    tests: [tracesHq],
  },
  {
    id: 'safe-standby',
    name: 'a standby counts that is synchronous and has the commit on its disk',
    edits: [
      {
        file: 'hq/media.ts',
        from: "WHERE sync_state IN ('sync', 'quorum') AND state = 'streaming' AND flush_lsn >= (SELECT pg_current_wal_flush_lsn())",
        to: '',
      },
    ],
    tests: ['test/sync/standby.test.ts'],
  },
  {
    id: 'safe-later',
    name: 'what has become safe since is told with the next comparison',
    edits: [
      { file: 'hq/routes/exchange.ts', from: 'safe: await safeOf(hq, branch, answer.heads, forks),', to: 'safe: [],' },
    ],
    tests: ['test/sync/standby.test.ts'],
  },
  {
    id: 'safe-whole',
    name: 'nothing is called safe behind a payload that headquarters does not have',
    edits: [
      {
        file: 'hq/routes/exchange.ts',
        from: 'seq < (lacking.get(line) ?? Number.POSITIVE_INFINITY)',
        to: 'seq < Number.POSITIVE_INFINITY',
      },
      { file: admitRun, from: "answer.verdict !== 'admitted' || lacks ||", to: "answer.verdict !== 'admitted' ||" },
    ],
    tests: ['test/hq/runs-lacking.test.ts'],
  },
  {
    id: 'safe-before-leaving',
    name: 'a computer is not let go while something on it is only received',
    edits: [{ file: 'electron/branch/store/acknowledgements.ts', from: "AND level = 'safe'`", to: '`' }],
    tests: [tracesHq],
  },
  {
    id: 'revocation-handed-back',
    name: 'a revocation comes back from the branch',
    edits: [{ file: 'hq/routes/exchange.ts', from: 'await takeBack(hq, branch, body.data.revocations ?? [])', to: '' }],
    tests: [tracesHq],
  },
  {
    id: 'revocation-signed',
    name: 'a revocation is believed by the signature of headquarters only',
    edits: [{ file: 'hq/revoke.ts', from: ' || !isRevocation(primitives, one, key.publicKey)', to: '' }],
    tests: ['test/hq/revocations.test.ts'],
  },
  {
    id: 'revocation-signed-branch',
    name: 'a revocation is believed at the branch by the signature of headquarters only',
    edits: [{ file: 'electron/branch/revoked.ts', from: ' || !isRevocation(primitives, one, hqKey)', to: '' }],
    tests: ['test/branch/revoked.test.ts'],
  },
  {
    id: 'revoked-flag',
    name: 'what a revoked device wrote past its revocation is marked',
    edits: [
      {
        file: 'domain/journal/flags.ts',
        from: "if (revoked && isPastRevocation(revoked, event)) return 'revoked'",
        to: '',
      },
    ],
    tests: [tracesHq],
  },
  {
    id: 'revoked-told-nothing',
    name: 'a revoked device is told nothing of others',
    edits: [
      {
        file: 'hq/routes/feed.ts',
        from: "if (await revocationOf(database, sender.body.device)) return reply.code(403).send({ code: 'revoked' })",
        to: '',
      },
    ],
    tests: ['test/hq/revocations.test.ts'],
  },
  {
    id: 'officer-command-once',
    name: "an officer's command has one effect",
    edits: [
      {
        file: 'hq/office/act.ts',
        from: 'if (before) {',
        to: 'if (before === undefined) {',
      },
    ],
    tests: ['test/hq/office.test.ts'],
  },
  inAct(
    'command-at-one-branch',
    'a command that served at one branch serves at no other',
    "if (!isSame(await takeCommand(sql, act.command, wish), wish)) return refuse({ code: 'commandOfAnotherCase' })",
    'await takeCommand(sql, act.command, wish)',
  ),
  inAct(
    'command-of-one-case',
    'nor for another case',
    "if (before.about !== id) return refuse({ code: 'commandOfAnotherCase' })",
  ),
  inAct(
    'command-of-one-step',
    'nor for another step',
    'const done = isSame(before, wish) ?',
    "const done = id !== '' ?",
  ),
  {
    ...{ id: 'command-of-one-word', name: 'nor for another word to branches', tests: officers },
    edits: [
      {
        file: 'hq/office/say.ts',
        from: 'if (before && !isSame(before, wishOf(word))) return ANOTHER_WORD',
        to: 'void before',
      },
      {
        file: 'hq/office/say.ts',
        from: 'if (!isSame(await takeCommand(sql, command, wishOf(word)), wishOf(word))) return ANOTHER_WORD',
        to: 'await takeCommand(sql, command, wishOf(word))',
      },
    ],
  },
  within('hq/office/act.ts', terminal)(
    'taken-once',
    'a case that is taken again by the same officer is not written to',
    "act.do === 'takeIntoWork' && state === 'in_work' &&",
    "state === 'registered' &&",
  ),
  within('hq/office/facts.ts', terminal)(
    'fields-of-the-form',
    'a return names only what the form has',
    'return fields.length > 0 ?',
    'return fields.length > 1000 ?',
  ),
  within('hq/office/say.ts', terminal)(
    'word-of-nobody',
    'a bulletin that is over is refused where there is no branch yet',
    'if (decision && !decision.ok) return decision',
  ),
  inSaid(
    'word-corrected',
    'a word that was refused and is sent corrected reaches those that come later as corrected',
    'WHERE NOT EXISTS (SELECT 1 FROM command_taken',
    'WHERE false AND NOT EXISTS (SELECT 1 FROM command_taken',
  ),
  inSaid(
    'word-heard',
    'one that somebody has heard stays as it was heard',
    'WHERE NOT EXISTS (SELECT 1 FROM command_taken',
    'WHERE true OR NOT EXISTS (SELECT 1 FROM command_taken',
  ),
]
