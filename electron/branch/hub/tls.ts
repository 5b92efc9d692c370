/**
 * The TLS key of this computer as a hub, made once and kept beside the database. Nobody vouches for its certificate but
 * the device itself, anew with each connection (`domain/wire/hub.ts`); so a lost one is simply made again.
 */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../../../trust/durable.ts'

export type TlsIdentity = {
  /** PEM. */
  key: string
  certificate: string
  /** SHA-256 of the certificate's DER, hexadecimal. */
  fingerprint: string
}

export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')

/** Throws where the disk refuses the file. */
export async function tlsIdentityAt(workspace: string): Promise<TlsIdentity> {
  const file = join(workspace, 'hub-tls.pem')
  const kept = existsSync(file) ? identityIn(readFileSync(file, 'utf8')) : null
  if (kept) return kept
  const pem = await newIdentity()
  writeDurably(file, pem, 0o600)
  const made = identityIn(pem)
  if (!made) throw new Error('the TLS identity that was just made cannot be read')
  return made
}

/** Null when the file is damaged: the next one is as good. */
function identityIn(pem: string): TlsIdentity | null {
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]*-----END PRIVATE KEY-----/.exec(pem) ?? []
  const [certificate] = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/.exec(pem) ?? []
  if (!key || !certificate) return null
  try {
    const parsed = new X509Certificate(certificate)
    if (!parsed.checkPrivateKey(createPrivateKey(key))) return null
    return { key, certificate, fingerprint: fingerprintOf(parsed.raw) }
  } catch {
    return null
  }
}

/** P-256, which every TLS library speaks. It has no end: whoever asks pins it by its hash and looks at no date. */
async function newIdentity(): Promise<string> {
  // The certificate's library is large, and is needed once in the life of a computer that serves.
  await import('reflect-metadata')
  const { X509CertificateGenerator } = await import('@peculiar/x509')
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      ...{ serialNumber: '01', name: 'CN=okno-hub', keys, signingAlgorithm },
      ...{ notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('9999-12-31T23:59:59Z') },
    },
    crypto,
  )
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const lines = key.match(/.{1,64}/g)?.join('\n')
  return `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n${certificate.toString('pem')}\n`
}
