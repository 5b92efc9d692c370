/**
 * The officers' work: what waits for them, one case with its history, a step on it, a word to the branches, and what must
 * be looked into. Each request carries the officer's token; every look at a case is written down.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { caseStates } from '../../domain/cases/case.ts'
import { branchCode, readNumber } from '../../domain/journal/number.ts'
import { type Action, may } from '../../domain/people/permissions.ts'
import { actRequest, bulletinRequest, calendarRequest } from '../../domain/wire/office.ts'
import type { Hq } from '../hq.ts'
import { actOnCase } from '../office/act.ts'
import { dayOf, formOfCase } from '../office/facts.ts'
import { now } from '../office/line.ts'
import { publishBulletin, publishCalendar } from '../office/say.ts'
import { officerOf } from '../officers.ts'
import { alerts } from '../store/office.ts'
import { atOffice, casesFor, historyOf } from '../store/officeCases.ts'
import { noteLook, type Officer } from '../store/officers.ts'
import { quarantined } from '../store/refused.ts'

const LIST_LIMIT = 500
const ALERTS_SHOWN = 100
/** Far more than a person asks in a minute; a token that somebody guesses at is another matter. */
const limits = { config: { rateLimit: { max: 300, timeWindow: 60_000 } } }

const listQuery = z.strictObject({
  branch: z.string().regex(branchCode).optional(),
  state: z.enum(caseStates).optional(),
  /** Only what lies at headquarters. */
  at: z.literal('hq').optional(),
})
type Answering = (officer: Officer, request: FastifyRequest, reply: FastifyReply) => unknown

export function officeRoutes(app: FastifyInstance, hq: Hq): void {
  const { database } = hq

  /** Asks who it is and whether he may at all, before anything of the request is looked at. */
  const as = (action: Action | null, answer: Answering) => async (request: FastifyRequest, reply: FastifyReply) => {
    const officer = await officerOf(request, hq)
    if (!officer) return reply.code(401).send({ code: 'notAnOfficer' })
    if (action && !may(officer, action)) return reply.code(403).send({ code: 'roleMayNot', role: officer.role })
    return answer(officer, request, reply)
  }

  app.get('/v1/office/cases', {
    ...limits,
    handler: as('seeOpenCases', async (_, request, reply) => {
      const query = listQuery.safeParse(request.query)
      if (!query.success) return reply.code(400).send({ code: 'malformed' })
      const { branch, state, at } = query.data
      const states = state ? [state] : at && atOffice
      const cases = await casesFor(database, { branch, states, today: dayOf(hq.clock()) }, LIST_LIMIT)
      return { cases, alerts: await alerts(database, ALERTS_SHOWN) }
    }),
  })

  app.get('/v1/office/cases/:number', {
    ...limits,
    handler: as('seeAllCases', async (officer, request, reply) => {
      const number = readNumber((request.params as { number: string }).number)
      if (!number) return reply.code(400).send({ code: 'notANumber' })
      const cases = await historyOf(database, number)
      if (cases.length === 0) return reply.code(404).send({ code: 'unknownNumber' })
      const ids = cases.map(({ body }) => body.id)
      await noteLook(database, officer.id, ids, now(hq))
      return {
        cases: await Promise.all(
          cases.map(async (one) => ({ ...one, outcomes: (await formOfCase(database, one.body))?.outcomes ?? [] })),
        ),
      }
    }),
  })

  app.post('/v1/office/cases/:id/act', {
    ...limits,
    // Which steps are his the rules say, of each in its own words.
    handler: as(null, async (officer, request, reply) => {
      const id = z.uuid().safeParse((request.params as { id: string }).id)
      const body = actRequest.safeParse(request.body)
      if (!id.success || !body.success) return reply.code(400).send({ code: 'malformed' })
      return actOnCase(hq, officer, { case: id.data, ...body.data })
    }),
  })

  app.post('/v1/office/bulletins', {
    ...limits,
    handler: as('issueBulletin', async (officer, request, reply) => {
      const body = bulletinRequest.safeParse(request.body)
      if (!body.success) return reply.code(400).send({ code: 'malformed' })
      return publishBulletin(hq, officer, body.data.branches, body.data.bulletin)
    }),
  })

  app.post('/v1/office/calendar', {
    ...limits,
    handler: as('editCalendar', async (officer, request, reply) => {
      const body = calendarRequest.safeParse(request.body)
      if (!body.success) return reply.code(400).send({ code: 'malformed' })
      return publishCalendar(hq, officer, body.data.branches, body.data.change)
    }),
  })

  app.get('/v1/office/refused', {
    ...limits,
    handler: as('seeRefused', async (_, request, reply) => {
      const query = listQuery.pick({ branch: true }).safeParse(request.query)
      if (!query.success) return reply.code(400).send({ code: 'malformed' })
      return { refused: await quarantined(database, query.data.branch ?? null, LIST_LIMIT) }
    }),
  })
}
