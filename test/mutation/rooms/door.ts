/** Headquarters' front door, and the one to its database: who is let in, how much at once, and for how long. */
import { type Mechanism, within } from '../mechanism.ts'

const slow = ['test/hq/pressure-slow.test.ts']
const doors = ['test/sync/transactions.test.ts']
const inPressure = within('hq/pressure.ts', slow)
const bodies = 'hq/bodies.ts'
const inBodies = within(bodies, slow)
const inApp = within('hq/app.ts', slow)
const inDatabase = within('hq/store/database.ts', doors)

export const door: readonly Mechanism[] = [
  inPressure(
    'place-after-body',
    'a place is taken when the body is there, so that a slow line keeps nobody out',
    "app.addHook('preHandler'",
    "app.addHook('onRequest'",
  ),
  inPressure(
    'full-before-body',
    'who comes when all is full is sent away before his body is read',
    "if (pressure.isFull(step)) return reply.code(429).header('retry-after', String(pressure.sendAway())).send(busy)",
  ),
  inPressure(
    'strangers-bodies',
    'of a stranger no body is read',
    "if (!knows(request)) return reply.code(401).send({ code: 'notCertified' })",
  ),
  inPressure(
    'place-until-answer',
    'a place is free when the work is done, however slowly the answer is read',
    "app.addHook('onSend', async (request) => leaving.get(request)?.())",
  ),
  inBodies(
    'bodies-bounded',
    'bodies take no more memory together than there is room for',
    'if (held + chunk.length > most) return done(busy())',
  ),
  inBodies('bodies-given-back', 'what a body took is given back with its request', 'held -= own', 'held -= 0'),
  {
    ...{
      id: 'bodies-as-they-come',
      name: 'a body takes what has come of it, and not what is still to come',
      tests: slow,
    },
    edits: [
      { file: bodies, from: 'let own = 0', to: "let own = Number(request.headers['content-length'] ?? 0)" },
      {
        file: bodies,
        from: 'if (held >= most) throw busy()',
        to: 'if (held + own > most) throw busy()\n    held += own',
      },
      { file: bodies, from: 'if (held + chunk.length > most) return done(busy())', to: '' },
      { file: bodies, from: 'held += chunk.length\n        own += chunk.length', to: '' },
    ],
  },
  inApp(
    'strangers-bodies-apart',
    'strangers have so much memory together, and no more',
    'boundBodies(app, { most: OTHER_BODIES_BYTES, counts: isOther,',
    'boundBodies(app, { most: OTHER_BODIES_BYTES * 8, counts: isOther,',
  ),
  inApp('request-limit', 'a body that never ends is ended', ', requestTimeout: REQUEST_LIMIT_MS'),
  within('hq/heldUntilEnd.ts', ['test/hq/files-slots.test.ts'])(
    'slots-of-the-gone',
    'who has hung up before anybody looked at him keeps no slot',
    'if (answer.destroyed || socket.destroyed) {',
    'if (answer.destroyed && socket === undefined) {',
  ),
  within('hq/heldUntilEnd.ts', slow)(
    'given-back-once',
    'what a request holds is given back once',
    "socket.off('close', end)\n    answer.off('finish', end).off('close', end)",
  ),
  within('hq/heldUntilEnd.ts', slow)(
    'places-in-line',
    'who hangs up with a second request behind his first keeps no place for it',
    "socket.once('close', end)",
  ),
  within('hq/routes/enrolment.ts', ['test/hq/enrolment.test.ts'])(
    'enrolment-lock',
    'a device’s key is asked and written down by one at a time',
    'await holdDevice(sql, request.device)',
  ),
  within('hq/admitRun.ts', ['test/hq/runs-lacking.test.ts'])(
    'locks-in-order',
    'whoever names headquarters’ own line takes his locks in the order of who writes there',
    'office ? holdFold(sql, branch) : holdFoldOfOffice(sql, branch, run.line)',
    'office && holdFold(sql, branch) && holdFoldOfOffice(sql, branch, run.line)',
  ),
  inDatabase(
    'statement-limit',
    'a statement that never ends is given up',
    '...(limitMs !== null && { query_timeout: limitMs }),',
  ),
  inDatabase(
    'transaction-limit',
    'so is one within a transaction',
    'transaction: (work) => inTransaction(work, statementLimitMs)',
    'transaction: (work) => inTransaction(work, null)',
  ),
  inDatabase(
    'migrations-unhurried',
    'a change of the tables takes as long as it takes',
    'unhurried: (work) => inTransaction(work, null)',
    'unhurried: (work) => inTransaction(work, statementLimitMs)',
  ),
  inDatabase(
    'migration-lock',
    'of instances that start at once one changes the tables, and the others wait',
    "await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('migration', 0))`)",
  ),
  {
    ...{ id: 'failed-is-not-done', name: 'a transaction in which a statement failed is not called done', tests: doors },
    edits: [
      {
        file: 'hq/store/database.ts',
        from: 'Promise.all([client.query(commitWithin(statementLimitMs)), ...sent])',
        to: 'Promise.all([client.query(commitWithin(statementLimitMs))])',
      },
      {
        file: 'hq/store/database.ts',
        from: "if (command !== 'COMMIT') throw new Error('the transaction was rolled back')",
        to: 'void command',
      },
    ],
  },
]
