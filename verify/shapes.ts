/** What each kind of row holds. A row with a member too many or too few is none of them. */
import { isObject, type Json, type JsonObject } from './bytes.ts'

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isLine = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
const isSeq = (value: unknown): value is number => isCount(value) && value > 0
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value)
const isMoment = (value: unknown) => isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
const isListOf = (is: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(is)

type Shape = Record<string, (value: unknown) => boolean>
const fits =
  (shape: Shape) =>
  (value: unknown): boolean =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(shape).length &&
    Object.entries(shape).every(([key, is]) => Object.hasOwn(value, key) && is(value[key]))

export type Header = {
  v: number
  line: string
  seq: number
  prev: string | null
  id: string
  case: string | null
  type: string
  at: string
  clock: string
  by: string
  payload: string
}
const isHeader = fits({
  v: (value) => value === 1,
  line: isLine,
  seq: isSeq,
  prev: orNull(isHash),
  id: isText,
  case: orNull(isText),
  type: isText,
  at: isMoment,
  clock: (value) => isText(value) && /^[0-9a-f]{12}\.[0-9a-f]{4}$/.test(value),
  by: isText,
  payload: isHash,
})
export const headerOf = (value: Json): Header | null => (isHeader(value) ? (value as unknown as Header) : null)

const place = { seq: isSeq, hash: isHash }
const isPlace = fits(place)
const isCertificate = fits({
  body: fits({
    v: (value) => value === 1,
    device: isText,
    branch: isText,
    letter: isText,
    publicKey: isText,
    issuedAt: isMoment,
  }),
  signature: isText,
})
const isLineEnd = fits({
  line: isLine,
  device: isText,
  letter: isText,
  events: isCount,
  heads: isListOf(isPlace),
  forks: isListOf(fits({ seq: isSeq, hashes: isListOf(isHash) })),
  gaps: isListOf(fits({ before: isSeq, hash: isHash, parent: orNull(isHash) })),
})

const kinds: Record<string, (row: unknown) => boolean> = {
  export: fits({
    kind: isText,
    format: isText,
    version: isCount,
    branch: isText,
    device: fits({ id: isText, letter: isText, publicKey: isText }),
    exportedAt: isMoment,
    exportedBy: fits({ id: isText, signature: isText, role: isText }),
    reason: isText,
    hqKey: orNull(isText),
    certificates: isListOf(isCertificate),
  }),
  event: fits({
    kind: isText,
    hash: isHash,
    header: isText,
    payload: orNull(isText),
    signature: orNull(isText),
    origin: (value) => value === 'own' || value === 'hq' || value === 'hub',
  }),
  acknowledgement: fits({
    kind: isText,
    body: fits({ line: isLine, ...place, level: (value) => value === 'received' || value === 'safe' }),
    signature: isText,
  }),
  refusal: fits({ kind: isText, line: isLine, ...place, reason: isText, at: isMoment }),
  end: fits({
    kind: isText,
    counts: fits({
      lines: isCount,
      events: isCount,
      erased: isCount,
      acknowledgements: isCount,
      refusals: isCount,
    }),
    lines: isListOf(isLineEnd),
    duplicates: isListOf(
      fits({ what: (value) => value === 'id' || value === 'number', value: isText, times: isCount }),
    ),
    misfits: isListOf(fits({ line: isText, seq: isCount, hash: isText, columns: isListOf(isText) })),
    sha256: isHash,
    signature: isText,
  }),
}

export type Certificate = { body: JsonObject & { device: string; publicKey: string }; signature: string }
export type Head = {
  kind: 'export'
  format: string
  version: number
  branch: string
  device: { id: string; letter: string; publicKey: string }
  exportedAt: string
  exportedBy: { id: string; signature: string; role: string }
  reason: string
  hqKey: string | null
  certificates: Certificate[]
}
export type EventRow = {
  kind: 'event'
  hash: string
  header: string
  payload: string | null
  signature: string | null
  origin: string
}
type AcknowledgementRow = {
  kind: 'acknowledgement'
  body: { line: string; seq: number; hash: string; level: string }
  signature: string
}
type RefusalRow = { kind: 'refusal'; line: string; seq: number; hash: string; reason: string; at: string }
export type LineEnd = {
  line: string
  events: number
  heads: { seq: number; hash: string }[]
  forks: { seq: number; hashes: string[] }[]
  gaps: { before: number; hash: string; parent: string | null }[]
}
export type End = {
  kind: 'end'
  counts: { lines: number; events: number; erased: number; acknowledgements: number; refusals: number }
  lines: LineEnd[]
  duplicates: { what: 'id' | 'number'; value: string; times: number }[]
  misfits: { line: string; seq: number; hash: string; columns: string[] }[]
  sha256: string
  signature: string
}
export type Row = Head | EventRow | AcknowledgementRow | RefusalRow | End

export const isKind = (kind: Json | undefined): kind is string => isText(kind) && Object.hasOwn(kinds, kind)

/** The row if it is what its kind says, else null. */
export const rowOf = (value: JsonObject): Row | null =>
  isKind(value.kind) && kinds[value.kind]?.(value) ? (value as unknown as Row) : null
