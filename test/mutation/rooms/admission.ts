/** What bytes must show before anybody takes them in. */
import { type Mechanism, within } from '../mechanism.ts'

const admit = 'domain/journal/admit.ts'
const journal = 'test/domain/journal.test.ts'
const runs = 'test/hq/runs.test.ts'
const event = 'domain/journal/event.ts'
const inEvent = within(event, ['test/domain/admit.test.ts'])

export const admission: readonly Mechanism[] = [
  {
    id: 'hash-chain',
    name: 'each event names the hash of the one before',
    edits: [
      {
        file: admit,
        from: "if (before && (seq !== before.fields.seq + 1 || prev !== before.hash)) return refused('chain', seq)",
        to: '',
      },
    ],
    tests: [journal],
  },
  {
    id: 'payload-hash',
    name: 'a payload is the one that its header names by hash',
    edits: [
      {
        file: event,
        from: 'payloadHash(primitives, event.payload) !== data.payload',
        to: 'event.payload === data.payload',
      },
    ],
    tests: [journal],
  },
  {
    id: 'run-count',
    name: 'a run names how many events it has',
    edits: [{ file: admit, from: ' || run.events.length !== run.count', to: '' }],
    tests: ['test/domain/admit.test.ts'],
  },
  {
    id: 'run-last',
    name: 'a run names the hash of its last event',
    edits: [{ file: admit, from: "if (last.hash !== run.last) return refused('truncated', last.fields.seq)", to: '' }],
    tests: [journal],
  },
  {
    id: 'unsigned-tail',
    name: 'a run ends with a signature',
    edits: [{ file: admit, from: "if (last.signature === null) return refused('signature', last.fields.seq)", to: '' }],
    tests: [journal],
  },
  {
    id: 'event-signature',
    name: 'a seal is of the key in the certificate',
    edits: [{ file: admit, from: '!isSealed(primitives, event, publicKey)', to: "publicKey === ''" }],
    tests: [journal],
  },
  {
    id: 'opening-device',
    name: 'event 1 names its device',
    edits: [
      {
        file: admit,
        from: "if (first.fields.seq === 1 && !opens(first, device)) return refused('opening', 1)",
        to: '',
      },
    ],
    tests: ['test/domain/admit.test.ts'],
  },
  {
    id: 'line-of-device',
    name: 'a line belongs to the device that opened it',
    edits: [
      {
        file: admit,
        from: "if (held.device !== null && held.device !== run.certificate.body.device) return refused('device')",
        to: '',
      },
    ],
    tests: [journal],
  },
  {
    id: 'run-certificate',
    name: 'a run comes under a certificate that headquarters signed',
    edits: [{ file: admit, from: '!isCertified(primitives, run.certificate, hqKey)', to: "hqKey === ''" }],
    tests: [journal],
  },
  {
    id: 'parent-held',
    name: 'a run whose parent is not held is asked for from there',
    edits: [{ file: admit, from: 'if (prev !== null) {', to: 'if (first.header === "") {' }],
    tests: [journal, runs],
  },
  {
    id: 'parent-before',
    name: 'the parent of a run stands at the place before it',
    edits: [{ file: admit, from: "if (parent !== seq - 1) return refused('chain', seq)", to: '' }],
    tests: ['test/domain/admit.test.ts'],
  },
  {
    id: 'fork-told',
    name: 'a fork is told',
    edits: [
      {
        file: admit,
        from: "return { verdict: 'admitted', store, fork,",
        to: "return { verdict: 'admitted', store, fork: fork && false,",
      },
    ],
    tests: [journal, runs, 'test/sync/traces.test.ts'],
  },
  {
    id: 'erased-payloads',
    name: 'only what is about a case may come without its payload',
    edits: [{ file: event, from: 'id !== null && type !== PERSON_ERASED', to: "type !== ''" }],
    tests: [journal],
  },
  {
    id: 'erased-filled',
    name: 'a payload that came erased is filled in by who still has it',
    edits: [{ file: admit, from: ' || (payload !== ERASED && lacking.has(hash))', to: '' }],
    tests: [journal, runs],
  },
  {
    id: 'tag-checked',
    name: 'headquarters holds a number against its event',
    edits: [
      {
        file: 'hq/judge.ts',
        from: 'numberFits(registered) && tagFits(primitives, event, registered)',
        to: 'registered',
      },
    ],
    tests: [runs],
  },
  inEvent(
    'moment-of-the-calendar',
    'an event has a moment that every store knows',
    'z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/)',
    'z.iso.datetime()',
  ),
  inEvent('type-length', 'a type is no longer than an index takes', '.max(MAX_TYPE)'),
  inEvent('person-length', 'nor is the id of a person', '.max(MAX_BY)'),
  inEvent('one-text-of-an-id', 'one id is one text', 'z.uuid().lowercase()', 'z.uuid()'),
  inEvent('place-bound', 'a place is one that an integer holds', 'z.int32().positive()', 'z.int().positive()'),
  within(event, ['test/hq/office.test.ts', journal])(
    'text-that-can-be-held',
    'an event is text that every store can hold',
    "if (!isText(event.header) || !isText(event.payload) || !isText(event.signature ?? '')) return null",
  ),
  within('hq/store/jsonb.ts', ['test/hq/office.test.ts'])(
    'nul-mended',
    'what PostgreSQL can hold in no JSON is mended in what is made of it',
    'd[89a-f])/.test(text)',
    "d[89a-f])/.test('')",
  ),
  within('domain/cases/registered.ts', ['test/hq/runs-lacking.test.ts'])(
    'answer-day-of-the-calendar',
    'an answer day that no calendar has is refused by rule, and its successors go on',
    '.regex(/^(?!0000)/)',
  ),
]
