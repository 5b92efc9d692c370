/**
 * Who is asking: each request of a device carries its certificate and a signature over method, path and body. Nothing
 * of the body is looked at before both fit.
 */
import type { FastifyRequest } from 'fastify'
import { type Certificate, certificate, isCertified } from '../domain/journal/certificate.ts'
import { CERTIFICATE_HEADER, requestText, SIGNATURE_HEADER } from '../domain/wire/exchange.ts'
import type { KeyPair } from '../trust/keys.ts'
import { primitives } from '../trust/primitives.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came over the wire: signatures are over bytes. */
    rawBody?: string
  }
}

/** The certificate of the device that signed this request, or null. */
export function certifiedSender(request: FastifyRequest, key: KeyPair): Certificate | null {
  const signature = request.headers[SIGNATURE_HEADER]
  const presented = readCertificate(request.headers[CERTIFICATE_HEADER])
  if (typeof signature !== 'string' || !presented || !isCertified(primitives, presented, key.publicKey)) return null
  const text = requestText(request.method, request.url, primitives.sha256(request.rawBody ?? ''))
  return primitives.verify(presented.body.publicKey, text, signature) ? presented : null
}

function readCertificate(value: string | string[] | undefined): Certificate | null {
  if (typeof value !== 'string') return null
  try {
    const parsed = certificate.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
