/**
 * What goes over the wire, as JSON Schema: one text and one hash for all of it. A change of any request or answer changes the
 * hash, and the hash belongs to a version (`wire-schemas.json`).
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical, type Json } from '../../domain/journal/canonical.ts'
import * as codes from '../../domain/wire/codes.ts'
import * as exchange from '../../domain/wire/exchange.ts'
import * as files from '../../domain/wire/files.ts'
import * as hub from '../../domain/wire/hub.ts'
import * as lines from '../../domain/wire/lines.ts'
import * as version from '../../domain/wire/version.ts'

const rooms: Record<string, Record<string, unknown>> = { codes, exchange, files, hub, lines, version }

/** Every schema that a file of `domain/wire` exports, by file and name. */
export const wireSchemas = (): [name: string, schema: Json][] =>
  Object.entries(rooms)
    .flatMap(([file, exported]) =>
      Object.entries(exported).flatMap(([name, value]): [string, Json][] =>
        value instanceof z.ZodType ? [[`${file}.${name}`, shape(value)]] : [],
      ),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1))

const shape = (schema: z.ZodType): Json =>
  JSON.parse(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })))

export const hashOf = (schema: Json): string => createHash('sha256').update(canonical(schema)).digest('hex')

/** Hash over all of them, and over the headers and paths that are no schemas. */
export function wireHash(): string {
  const { CERTIFICATE_HEADER, SIGNATURE_HEADER } = exchange
  const rest = [
    CERTIFICATE_HEADER,
    SIGNATURE_HEADER,
    version.VERSION_HEADER,
    hub.BODY_HEADER,
    ...Object.values(hub.HUB_PATHS),
  ]
  return hashOf([...wireSchemas().map(([name, schema]) => [name, schema]), rest])
}
