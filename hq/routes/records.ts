/** Reading: cases and ledgers, for officers and for whoever compares both sides. Needs the administrator's token. */
import type { FastifyInstance } from 'fastify'
import { readNumber } from '../../domain/journal/number.ts'
import { isAdmin } from '../admin.ts'
import type { Hq } from '../hq.ts'
import { casesByNumber, casesOfBranch } from '../store/cases.ts'
import { placesOf } from '../store/lines.ts'

const LIST_LIMIT = 500

export function recordRoutes(app: FastifyInstance, hq: Hq): void {
  app.get<{ Params: { number: string } }>('/v1/cases/:number', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const number = readNumber(request.params.number)
    if (!number) return reply.code(400).send({ code: 'notANumber' })
    const cases = await casesByNumber(hq.database, number)
    return cases.length > 0 ? { cases } : reply.code(404).send({ code: 'unknownNumber' })
  })

  app.get<{ Params: { branch: string } }>('/v1/branches/:branch/cases', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    return { cases: await casesOfBranch(hq.database, request.params.branch, LIST_LIMIT) }
  })

  app.get<{ Params: { branch: string } }>('/v1/branches/:branch/ledger', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    return { places: await placesOf(hq.database, request.params.branch) }
  })
}
