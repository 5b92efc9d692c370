/** The administrator takes officers of headquarters in and out. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isAdmin } from '../admin.ts'
import type { Hq } from '../hq.ts'
import { now } from '../office/line.ts'
import { makeOfficer } from '../officers.ts'
import { retireOfficer } from '../store/officers.ts'

const name = z.string().trim().max(100)
const newOfficer = z.strictObject({
  lastName: name.min(1),
  firstName: name.min(1),
  patronymic: name.default(''),
  role: z.enum(['hq_officer', 'hq_lead', 'auditor']),
})

export function officerRoutes(app: FastifyInstance, hq: Hq): void {
  app.post('/v1/admin/officers', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const body = newOfficer.safeParse(request.body)
    return body.success ? makeOfficer(hq, body.data) : reply.code(400).send({ code: 'malformed' })
  })

  app.post<{ Params: { id: string } }>('/v1/admin/officers/:id/retire', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const id = z.uuid().safeParse(request.params.id)
    if (!id.success || !(await retireOfficer(hq.database, id.data, now(hq))))
      return reply.code(404).send({ code: 'unknownOfficer' })
    return { ok: true }
  })
}
