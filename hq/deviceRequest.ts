/**
 * Who is asking: each request of a device carries its certificate and a signature over method, path and body, or over
 * what it says of a file's piece. Nothing of the body is looked at before both fit.
 */
import type { FastifyRequest } from 'fastify'
import { type Certificate, certificate, isCertified } from '../domain/journal/certificate.ts'
import { CERTIFICATE_HEADER, requestText, SIGNATURE_HEADER } from '../domain/wire/exchange.ts'
import { fileRequestText } from '../domain/wire/files.ts'
import type { KeyPair } from '../trust/keys.ts'
import { primitives } from '../trust/primitives.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came over the wire: signatures are over bytes. */
    rawBody?: string
  }
}

/** The certificate of the device that signed this request, or null. */
export const certifiedSender = (request: FastifyRequest, key: KeyPair): Certificate | null =>
  signer(request, key, requestText(request.method, request.url, primitives.sha256(request.rawBody ?? '')))

/** The same for a request about a file, whose bytes are not looked at before. */
export const certifiedFileSender = (request: FastifyRequest, key: KeyPair): Certificate | null =>
  signer(
    request,
    key,
    fileRequestText(request.method, request.url, (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    }),
  )

function signer(request: FastifyRequest, key: KeyPair, text: string): Certificate | null {
  const signature = request.headers[SIGNATURE_HEADER]
  const presented = certificateShown(request, key)
  if (typeof signature !== 'string' || !presented) return null
  return primitives.verify(presented.body.publicKey, text, signature) ? presented : null
}

const shown = new WeakMap<FastifyRequest, Certificate | null>()

/** The certificate of headquarters that comes with it, or null; before its body is there nobody knows whether its device signed it. */
export function certificateShown(request: FastifyRequest, key: KeyPair): Certificate | null {
  const before = shown.get(request)
  if (before !== undefined) return before
  const presented = readCertificate(request.headers[CERTIFICATE_HEADER])
  const certified = !presented || !isCertified(primitives, presented, key.publicKey) ? null : presented
  shown.set(request, certified)
  return certified
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
