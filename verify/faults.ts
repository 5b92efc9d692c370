/** Every fault by its name, with its place in the file and in the journal. */

/** Names never change their meaning: other programs read them. */
export const NAMES = {
  notUtf8: 'the row is no UTF-8',
  notJson: 'the row is no JSON',
  notCanonical: 'the row is not written in its one canonical form',
  malformed: 'the row lacks what a row of its kind has, or has what it must not',
  unknownKind: 'the row is of no known kind',
  noHead: 'the file does not begin with the row that says what it is',
  unknownVersion: 'the file is of another format or version',
  misplaced: 'the row stands where rows of its kind do not stand',
  truncated: 'the file ends before its end: the tail is cut off',
  afterEnd: 'something stands after the end of the export',
  changedBytes: 'what stands before the end is not what was exported (SHA-256)',
  endSignature: 'the end of the export is not signed by the computer that made it',
  exporter: 'nobody vouches for the key of the computer that made the export',
  certificate: 'the certificate is not signed by headquarters',
  unvouched: 'no certificate of headquarters names the device of this line',
  certificateTwice: 'two certificates for one device',
  hqKey: 'the key of headquarters in the file is not the one that was given',
  headerBytes: 'the event header is not what its hash says: a byte was changed',
  payloadBytes: 'the payload is not what the header says: a byte was changed',
  payloadWithheld: 'the payload is not there, and no erasure in the journal speaks of it',
  signature: 'the signature is not of the device that writes this line',
  unsigned: 'no signature covers this event: it ends a line unsigned, or it was put in',
  opening: 'the line does not begin with its opening event',
  openingKey: 'the line was opened with another key than the certificate names',
  gap: 'events are missing before this one',
  chain: 'the event does not follow the one before it',
  reordered: 'the row stands out of its order',
  duplicate: 'the same event stands here a second time',
  fork: 'two events follow one parent, and the export does not name this fork',
  duplicateId: 'one event id is used by several events, and the export does not name it',
  duplicateNumber: 'one case number is used by several registrations, and the export does not name it',
  number: 'the case number does not fit its registration',
  numberTag: 'the tag of the case number is not of this registration',
  removed: 'the line has fewer events than the export counted: rows were removed',
  inserted: 'the line has more events than the export counted: rows were put in',
  lineRemoved: 'a line that the export counted is not in the file',
  lineInserted: 'a line is in the file that the export did not count',
  heads: 'the line does not end where the export says',
  count: 'the file does not hold as many rows as the export counted',
  misfit: 'the table of the program says otherwise than the frozen event',
  acknowledgement: 'the acknowledgement is not signed by headquarters',
  acknowledgedLost: 'headquarters acknowledged an event that is not in the export: it is lost here',
  refusal: 'a refusal names an event that is not in the export',
  receiptLost: 'the receipt names an event that is not in the export: its case is lost',
  receiptForged: 'the receipt is not signed by the device of its line',
  receiptNumber: 'the receipt’s number is not registered under its signature',
} as const
export type FaultName = keyof typeof NAMES

/** `row`: line of the file from 1; null where the fault is of the whole. `line`, `seq`: place in the journal. */
export type Fault = {
  fault: FaultName
  row: number | null
  line: string | null
  seq: number | null
  detail: string
}
export type Place = Partial<Pick<Fault, 'row' | 'line' | 'seq'>>

export type Note = { note: string; line: string | null; seq: number | null; detail: string }
