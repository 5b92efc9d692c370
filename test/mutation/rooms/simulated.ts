/**
 * The mutants of the simulation, as `npm test` plays them, with tests of the suite beside them where there are any: what is
 * noticed by chance in a long schedule alone is noticed late.
 */
import { mutants } from '../../sync/parts/mutants.ts'
import type { Mechanism } from '../mechanism.ts'

/** By the name of the mutant: the mechanism's own name, and who notices beside the simulation. */
const beside: Record<string, { id: string; name: string; tests?: string[] }> = {
  'a number without its tag': {
    id: 'number-tag',
    name: 'a number carries a tag of its event',
    tests: ['test/domain/numbers.test.ts', 'test/sync/traces.test.ts'],
  },
  'a command that may be given twice': {
    id: 'command-once',
    name: 'a command has one effect, by its unique id',
    tests: ['test/branch/register.test.ts'],
  },
  'the answer to a command in another transaction than its events': {
    id: 'answer-with-events',
    name: 'the answer to a command stands in the transaction of its events',
  },
  'a case that keeps the id of its draft': { id: 'case-id', name: 'a case has an id of its own, not of its draft' },
  'an acknowledgement believed without its hash': {
    id: 'acknowledged-hash',
    name: 'an acknowledgement names the hash of our chain',
    tests: ['test/branch/handover.test.ts', 'test/sync/traces.test.ts'],
  },
  'an acknowledgement believed without its signature': {
    id: 'acknowledged-signature',
    name: 'an acknowledgement is signed by headquarters',
    tests: ['test/sync/exchange.test.ts'],
  },
  'what was posted counts as arrived': {
    id: 'posted-not-arrived',
    name: 'what was posted is not yet there',
  },
  'heads compared by number instead of hash': {
    id: 'head-hashes',
    name: 'heads are compared by hash',
    tests: ['test/sync/traces.test.ts'],
  },
  'what headquarters acknowledged is not sent again, whatever it holds': {
    id: 'heads-over-acknowledgements',
    name: 'what headquarters shows counts before what it once acknowledged',
  },
  'a restored database goes on with its line, whatever the marker says': {
    id: 'marker-new-line',
    name: 'a database that the marker does not vouch for begins a new line',
    tests: ['test/sync/traces.test.ts'],
  },
  'the id of a line from a counter': { id: 'line-id', name: 'the id of a line is random' },
  'headquarters stores twice what comes twice': {
    id: 'idempotent-admit',
    name: 'what comes twice is stored once at headquarters',
    tests: ['test/domain/journal.test.ts', 'test/hq/runs.test.ts'],
  },
  'headquarters refuses the second child of a fork': {
    id: 'stored-forks',
    name: 'the second child of a fork is stored',
    tests: ['test/domain/journal.test.ts', 'test/hq/runs.test.ts', 'test/sync/traces.test.ts'],
  },
  'headquarters acknowledges and forgets': {
    id: 'acknowledged-is-stored',
    name: 'what headquarters acknowledges it has stored',
    tests: ['test/hq/runs.test.ts'],
  },
  'headquarters knows only devices of its own register': {
    id: 'certificates',
    name: 'a certificate is enough for a headquarters that lost its register',
    tests: ['test/sync/traces.test.ts', 'test/sync/traces-headquarters.test.ts'],
  },
  'headquarters folds a case in the order of arrival': {
    id: 'fold-order-hq',
    name: 'headquarters folds in the order of clocks, not of arrival',
    tests: ['test/hq/cases.test.ts'],
  },
  'the queue does not follow the acknowledgement': {
    id: 'queue-follows',
    name: 'the queue follows the acknowledgement',
    tests: ['test/branch/handover.test.ts'],
  },
  'a commit that is not flushed': {
    id: 'synchronous-full',
    name: 'each commit is flushed (synchronous=FULL)',
    tests: ['test/branch/store.test.ts'],
  },
  'rows of an older program are left as they are': {
    id: 'rows-made-anew',
    name: 'rows of an older program are made anew',
    tests: ['test/branch/projection.test.ts'],
  },
}

export const simulated: readonly Mechanism[] = mutants.map(({ name, from = 1, edits }) => {
  const { id, name: mechanism, tests = [] } = beside[name] ?? { id: name.replaceAll(/[^a-z]+/gi, '-'), name }
  return { id, name: mechanism, edits, tests, simulation: from }
})
