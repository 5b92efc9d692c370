/** A device's requests about files to a headquarters on a real socket, and a case that names one. */
import { createHash } from 'node:crypto'
import type { Json } from '../../domain/journal/canonical.ts'
import { CERTIFICATE_HEADER, SIGNATURE_HEADER } from '../../domain/wire/exchange.ts'
import { FILES_PATH, filePath, fileRequestText } from '../../domain/wire/files.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { type Pen, registrationPayload, uuid } from '../support/pen.ts'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** Bytes that no other seed makes. */
export const bytesOf = (seed: string, length: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(length)
  for (let at = 0, n = 0; at < length; at += 32, n++)
    bytes.set(
      createHash('sha256')
        .update(`${seed} ${n}`)
        .digest()
        .subarray(0, length - at),
      at,
    )
  return bytes
}

export const named = (bytes: Uint8Array, name = 'заявление.jpg'): Record<string, Json> => ({
  ...{ sha256: sha256(bytes), name, kind: 'jpg', bytes: bytes.length, paper: null },
})

/** A registered case with these files. */
export function registerWith(pen: Pen, seed: string, serial: number, files: Uint8Array[]): string {
  const id = uuid(`case ${seed}`)
  const { branch } = pen.certificate.body
  pen.register(id, { ...registrationPayload(seed, serial, branch), attachments: files.map((one) => named(one)) })
  return id
}

export type Said = { status: number; headers: Headers; bytes: Uint8Array }

/** `wrong`: signs something else than it sends. */
export const askerOf = (url: () => string) => {
  async function ask(
    pen: Pen,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body: Uint8Array<ArrayBuffer> | null = null,
    wrong: Record<string, string> = {},
  ): Promise<Said> {
    const length = body?.length ?? (method === 'POST' ? 0 : null)
    const signed: Record<string, string> = {
      ...headers,
      ...(length !== null && { 'content-length': String(length) }),
      ...wrong,
    }
    const answer = await fetch(`${url()}${path}`, {
      method,
      headers: {
        ...headers,
        [VERSION_HEADER]: String(PROTOCOL_VERSION),
        [CERTIFICATE_HEADER]: Buffer.from(JSON.stringify(pen.certificate)).toString('base64url'),
        [SIGNATURE_HEADER]: pen.key.sign(fileRequestText(method, path, (name) => signed[name])),
      },
      body,
    })
    return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
  const tus = { 'tus-resumable': '1.0.0' }
  return {
    ask,
    create: (pen: Pen, hash: string, length: number) =>
      ask(pen, 'POST', FILES_PATH, {
        ...tus,
        'upload-length': String(length),
        'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`,
      }),
    head: (pen: Pen, hash: string) => ask(pen, 'HEAD', filePath(hash), tus),
    end: (pen: Pen, hash: string) => ask(pen, 'DELETE', filePath(hash), tus),
    patch: (pen: Pen, hash: string, at: number, bytes: Uint8Array<ArrayBuffer>, wrong = {}) =>
      ask(
        pen,
        'PATCH',
        filePath(hash),
        { ...tus, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
        bytes,
        wrong,
      ),
    get: (pen: Pen, hash: string, range?: string) => ask(pen, 'GET', filePath(hash), range ? { range } : {}),
  }
}
