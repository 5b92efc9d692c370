/**
 * The mechanisms that the ledger rule stands on, each with the edit that switches it off. An edit must find its text
 * exactly once: a mutant that no longer fits the code stops the test instead of passing for a harmless one.
 */

export type Mutant = {
  name: string
  /** The schedule to begin with: one that noticed it when it was last looked for. Only saves the ones before it. */
  from?: number
  edits: { file: string; from: string; to: string }[]
}

export const mutants: Mutant[] = [
  {
    name: 'a number without its tag',
    edits: [
      { file: 'domain/journal/number.ts', from: 'tagOf(hash)}', to: "'0000'}" },
      { file: 'domain/journal/number.ts', from: '=== tagOf(bare.hash)', to: "=== '0000'" },
    ],
  },
  {
    name: 'a command that may be given twice',
    edits: [
      {
        file: 'electron/branch/commands.ts',
        from: 'repeated(branch, draft) ?? register(atOneMoment(branch), draft, person)',
        to: 'register(atOneMoment(branch), draft, person)',
      },
      { file: 'electron/branch/commands.ts', from: 'removeDraft(db, draft.id)', to: '' },
      {
        file: 'electron/branch/record.ts',
        from: "'INSERT INTO command (id",
        to: "'INSERT OR IGNORE INTO command (id",
      },
    ],
  },
  {
    name: 'the answer to a command in another transaction than its events',
    edits: [
      {
        file: 'electron/branch/commands.ts',
        from: 'keepAnswer(branch, { id: command, draft: draft.id, case: id, at }, answer)',
        to: 'setTimeout(() => db.open && keepAnswer(branch, { id: command, draft: draft.id, case: id, at }, answer))',
      },
    ],
  },
  {
    name: 'a case that keeps the id of its draft',
    from: 53,
    edits: [{ file: 'electron/branch/commands.ts', from: 'const id = newId(branch)', to: 'const id = draft.id' }],
  },
  {
    name: 'an acknowledgement believed without its hash',
    from: 39,
    edits: [
      {
        file: 'electron/branch/courier/exchange.ts',
        from: 'line !== end.line || seq !== end.seq || hash !== end.hash',
        to: 'line !== end.line || seq !== end.seq',
      },
      {
        file: 'electron/branch/handover.ts',
        from: 'if (!holdsEvent(branch.db, line, { seq, hash })) return false',
        to: '',
      },
    ],
  },
  {
    name: 'an acknowledgement believed without its signature',
    edits: [
      {
        file: 'electron/branch/courier/exchange.ts',
        from: 'if (!isAcknowledged(primitives, acknowledgement, hqKey))',
        to: 'if (acknowledgement === null)',
      },
    ],
  },
  {
    name: 'what was posted counts as arrived',
    edits: [
      {
        file: 'electron/branch/store/acknowledgements.ts',
        from: "? 'sent' : 'waiting'",
        to: "? 'at_hq' : 'waiting'",
      },
      {
        file: 'electron/branch/courier/exchange.ts',
        from: 'if (!given) return refused &&',
        to: 'if (!given || after > 0) return refused &&',
      },
    ],
  },
  {
    name: 'heads compared by number instead of hash',
    edits: [
      {
        file: 'electron/branch/courier/exchange.ts',
        from: 'return theirs.some((end) => holdsEvent(branch.db, line, end)) ? Math.min(known, common) : known',
        to: 'return Math.max(known, ...theirs.map(({ seq }) => seq))',
      },
    ],
  },
  {
    name: 'a restored database goes on with its line, whatever the marker says',
    edits: [
      {
        file: 'electron/branch/line.ts',
        from: 'marker?.line === line && holdsEvent(db, line, marker)',
        to: "line !== ''",
      },
    ],
  },
  {
    name: 'the id of a line from a counter',
    edits: [
      {
        file: 'electron/branch/line.ts',
        from: "const line = Buffer.from(branch.random(16)).toString('hex')",
        to: "const line = String(db.prepare('SELECT count(*) FROM line').pluck().get()).padStart(32, '0')",
      },
    ],
  },
  {
    name: 'headquarters stores twice what comes twice',
    edits: [
      {
        file: 'domain/journal/admit.ts',
        from: 'const store = events.filter(({ hash, payload }) => !near.has(hash) || (payload !== ERASED && lacking.has(hash)))',
        to: 'const store = events.filter(() => ERASED === ERASED)',
      },
    ],
  },
  {
    name: 'headquarters refuses the second child of a fork',
    edits: [
      {
        file: 'domain/journal/admit.ts',
        from: "return { verdict: 'admitted', store, fork,",
        to: "if (fork) return refused('chain')\n  return { verdict: 'admitted', store, fork,",
      },
    ],
  },
  {
    name: 'headquarters acknowledges and forgets',
    edits: [
      { file: 'hq/store/lines.ts', from: 'if (!last) return', to: 'if (!last || last.fields.seq % 3 === 0) return' },
    ],
  },
  {
    name: 'headquarters knows only devices of its own register',
    edits: [
      {
        file: 'hq/routes/exchange.ts',
        from: 'const body = runRequest.safeParse(request.body)',
        to: "if ((await database.query('SELECT 1 FROM device WHERE id = $1', [sender.body.device])).length === 0) return reply.code(401).send({})\n    const body = runRequest.safeParse(request.body)",
      },
    ],
  },
  {
    name: 'headquarters folds a case in the order of arrival',
    edits: [{ file: 'hq/store/cases.ts', from: 'events.sort(foldOrder)', to: 'events.reverse()' }],
  },
  {
    name: 'the queue does not follow the acknowledgement',
    edits: [
      {
        file: 'electron/branch/handover.ts',
        from: 'casesBetween(branch.db, line, Math.min(before, seq), seq)) projectDelivery(branch, id)',
        to: 'casesBetween(branch.db, line, before, before - 1)) projectDelivery(branch, id)',
      },
    ],
  },
  {
    name: 'a commit that is not flushed',
    edits: [
      {
        file: 'electron/branch/store/open.ts',
        from: "must(db, 'synchronous', 'FULL', 2)",
        to: "must(db, 'synchronous', 'NORMAL', 1)",
      },
    ],
  },
  {
    name: 'rows of an older program are left as they are',
    edits: [
      {
        file: 'electron/branch/projection.ts',
        from: "if (setting(branch.db, 'projection') !== PROJECTION) rebuild(branch)",
        to: "if (setting(branch.db, 'projection') === null) rebuild(branch)",
      },
    ],
  },
]
