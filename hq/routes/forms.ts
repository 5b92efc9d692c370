/**
 * Form versions: the administrator publishes, devices fetch. A faulty definition is not published by mistake; whether a
 * device can use one, only the device can say, because it checks with its own program and its own lists.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { schemaFaults } from '../../domain/forms/catalogue.ts'
import { publish } from '../../domain/forms/publication.ts'
import { form as formSchema } from '../../domain/forms/schema.ts'
import { formsRequest } from '../../domain/wire/exchange.ts'
import { isAdmin } from '../admin.ts'
import { certifiedSender } from '../deviceRequest.ts'
import type { Hq } from '../hq.ts'
import { shippedVersion } from '../knownForms.ts'
import { addForm, bodyOf, formsAbove, newestVersion } from '../store/forms.ts'
import { revocationOf } from '../store/revocations.ts'

/** `force`: publish what this program finds faulty. The form may be made for newer programs than headquarters runs. */
const publication = z.strictObject({ form: z.json(), force: z.boolean().optional() })

/** Definitions in one answer: some 200 kB, which a slow line still carries between two cases. */
const AT_ONCE = 8

export function formRoutes(app: FastifyInstance, hq: Hq): void {
  const { database, key } = hq

  async function refuseOld(reply: FastifyReply, code: string) {
    const newest = Math.max(await newestVersion(database, code), shippedVersion(code)?.version ?? 0)
    return reply.code(409).send({ code: 'notNewer', newest, next: newest + 1 })
  }

  app.post('/v1/admin/forms', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const body = publication.safeParse(request.body)
    const published = body.success ? publish(body.data.form, key.sign) : null
    if (!body.success || !published) return reply.code(400).send({ code: 'malformed' })
    const { code, version } = published
    const checked = formSchema.safeParse(body.data.form)
    const faults = checked.success ? [] : schemaFaults(checked.error, body.data.form)
    if (faults.length > 0 && !body.data.force) return reply.code(422).send({ code: 'faulty', faults })
    // What ships has the number too: a device that has it would never ask for another under it.
    const shipped = shippedVersion(code)
    if (version <= (shipped?.version ?? 0) && published.body !== shipped?.body) return refuseOld(reply, code)
    const added = await addForm(database, published, new Date(hq.clock()).toISOString())
    // The answer to the first try may have been lost: the same bytes again are no second publication.
    if (!added && (await bodyOf(database, published)) !== published.body) return refuseOld(reply, code)
    return { form: code, version, faults }
  })

  app.post('/v1/forms', async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    if (await revocationOf(database, sender.body.device)) return reply.code(403).send({ code: 'revoked' })
    const body = formsRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    return { forms: await formsAbove(database, body.data.have, AT_ONCE) }
  })
}
