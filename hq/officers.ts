/** Who of headquarters is asking: whoever holds a token that the administrator gave out. Only its hash is kept. */
import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { primitives } from '../trust/primitives.ts'
import type { Hq } from './hq.ts'
import { newId } from './office/line.ts'
import { addOfficer, type Officer, officerWith } from './store/officers.ts'

const hashOf = (token: string) => primitives.sha256(`okno-officer-1\n${token}`)

export async function officerOf(request: FastifyRequest, { database }: Pick<Hq, 'database'>): Promise<Officer | null> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  return token === undefined ? null : officerWith(database, hashOf(token))
}

/** The token is told once and can be had no second time. */
export async function makeOfficer(hq: Hq, said: Omit<Officer, 'id'>): Promise<{ id: string; token: string }> {
  const token = randomBytes(24).toString('base64url')
  const officer = { ...said, id: newId(hq) }
  await addOfficer(hq.database, officer, hashOf(token))
  return { id: officer.id, token }
}
