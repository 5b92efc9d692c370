/**
 * The officers' work: what waits for them, one case with its history, a step on it, a word to the branches, and what must
 * be looked into. Each request carries the officer's token; every look at a case is written down.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptionsWithHandler } from 'fastify'
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
import { faultyFiles } from '../store/fileCare.ts'
import { alerts } from '../store/office.ts'
import { atOffice, casesFor, historyOf } from '../store/officeCases.ts'
import { noteLook, type Officer } from '../store/officers.ts'
import { quarantined } from '../store/refused.ts'

const LIST_LIMIT = 500
const ALERTS_SHOWN = 100
/** Far more than a person asks in a minute; a token that somebody guesses at is another matter. */
const config = { rateLimit: { max: 300, timeWindow: 60_000 } }

const listQuery = z.strictObject({
  branch: z.string().regex(branchCode).optional(),
  state: z.enum(caseStates).optional(),
  /** Only what lies at headquarters. */
  at: z.literal('hq').optional(),
})
const listAsked = z.object({ query: listQuery })
const branchAsked = z.object({ query: listQuery.pick({ branch: true }) })
const numberAsked = z.object({ params: z.object({ number: z.string() }) })
const actAsked = z.object({ params: z.object({ id: z.uuid() }), body: actRequest })
const bulletinAsked = z.object({ body: bulletinRequest })
const calendarAsked = z.object({ body: calendarRequest })

/** What is only too long is said so, by the place of each text in the body. */
function faultOf({ issues }: z.ZodError, asked: object) {
  const texts = issues.flatMap((issue) => {
    if (issue.code !== 'too_big' || issue.origin !== 'string') return []
    const said = issue.path.reduce<unknown>((at, key) => Object(at)[key], asked)
    return [{ text: issue.path.slice(1).join('.'), length: String(said).length, limit: Number(issue.maximum) }]
  })
  return texts.length > 0 ? { code: 'tooLong', texts } : { code: 'malformed' }
}

export function officeRoutes(app: FastifyInstance, hq: Hq): void {
  const { database } = hq

  /**
   * Asks who it is and whether he may at all, before anything of the request is looked at; then reads what is asked, by `asked`
   * alone: what does not fit is answered 400.
   */
  const as = <Asked>(
    action: Action | null,
    asked: z.ZodType<Asked>,
    answer: (officer: Officer, asked: Asked, reply: FastifyReply) => unknown,
  ): RouteShorthandOptionsWithHandler => ({
    config,
    async handler(request: FastifyRequest, reply: FastifyReply) {
      const officer = await officerOf(request, hq)
      if (!officer) return reply.code(401).send({ code: 'notAnOfficer' })
      if (action && !may(officer, action)) return reply.code(403).send({ code: 'roleMayNot', role: officer.role })
      const { params, query, body } = request
      const read = asked.safeParse({ params, query, body })
      return read.success ? answer(officer, read.data, reply) : reply.code(400).send(faultOf(read.error, request))
    },
  })

  app.get(
    '/v1/office/cases',
    as('seeOpenCases', listAsked, async (_, { query: { branch, state, at } }) => {
      const states = state ? [state] : at && atOffice
      const cases = await casesFor(database, { branch, states, today: dayOf(hq.clock()) }, LIST_LIMIT)
      return { cases, alerts: await alerts(database, ALERTS_SHOWN) }
    }),
  )

  app.get(
    '/v1/office/cases/:number',
    as('seeAllCases', numberAsked, async (officer, { params }, reply) => {
      const number = readNumber(params.number)
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
  )

  app.post(
    '/v1/office/cases/:id/act',
    // Which steps are his the rules say, of each in its own words.
    as(null, actAsked, (officer, { params, body }) => actOnCase(hq, officer, { case: params.id, ...body })),
  )

  app.post(
    '/v1/office/bulletins',
    as('issueBulletin', bulletinAsked, (officer, { body }) =>
      publishBulletin(hq, officer, body.branches, body.bulletin),
    ),
  )

  app.post(
    '/v1/office/calendar',
    as('editCalendar', calendarAsked, (officer, { body }) => publishCalendar(hq, officer, body.branches, body.change)),
  )

  app.get(
    '/v1/office/refused',
    as('seeRefused', branchAsked, async (_, { query }) => ({
      refused: await quarantined(database, query.branch ?? null, LIST_LIMIT),
    })),
  )

  app.get(
    '/v1/office/files',
    as('seeRefused', branchAsked, async (_, { query }) => ({
      files: await faultyFiles(database, query.branch ?? null, LIST_LIMIT),
    })),
  )
}
