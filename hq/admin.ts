/** The administrator of headquarters: whoever holds the token that was given at start. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { primitives } from '../trust/primitives.ts'
import type { Hq } from './hq.ts'

export function isAdmin(request: FastifyRequest, { adminToken }: Pick<Hq, 'adminToken'>): boolean {
  const given = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
  // Hashes have one length, so the comparison takes one time whatever was given.
  return timingSafeEqual(Buffer.from(primitives.sha256(given)), Buffer.from(primitives.sha256(adminToken)))
}
