/**
 * Cases, ledgers, lost receipts and revocations: for officers and for whoever compares both sides. Needs the administrator's
 * token.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { branchCode, readNumber } from '../../domain/journal/number.ts'
import { isReceiptOf, type ReceiptCode, readReceiptCode } from '../../domain/wire/receiptCode.ts'
import { primitives } from '../../trust/primitives.ts'
import { isAdmin } from '../admin.ts'
import type { Hq } from '../hq.ts'
import { revokeDevice } from '../revoke.ts'
import { casesByNumber, casesOfBranch } from '../store/cases.ts'
import { placesOf } from '../store/lines.ts'
import { addScanned, certificatesOf, isHeld, lostCases } from '../store/receipts.ts'

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
  /** A receipt held under a scanner: either its case is here, or from now on it is on the list of the lost. */
  app.post('/v1/admin/receipts', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const body = scanRequest.safeParse(request.body)
    const code = body.success ? readReceiptCode(body.data.qr) : null
    if (!code) return reply.code(400).send({ code: 'notAReceipt' })
    return scanned(hq, code)
  })

  app.get<{ Params: { branch: string } }>('/v1/branches/:branch/lost', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    return { lost: await lostCases(hq.database, request.params.branch) }
  })

  app.post('/v1/admin/revocations', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const body = revocationRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    return (await revokeDevice(hq, body.data)) ?? reply.code(404).send({ code: 'unknownDevice' })
  })
}

const scanRequest = z.strictObject({ qr: z.string().max(400) })
const revocationRequest = z.strictObject({ branch: z.string().regex(branchCode), device: z.uuid() })

/** `genuine`: a device of the branch that headquarters knows sealed it. A receipt of an unknown device is listed too. */
async function scanned({ database, clock }: Hq, code: ReceiptCode): Promise<{ held: boolean; genuine: boolean }> {
  const branch = code.number.slice(0, code.number.indexOf('-'))
  const devices = await certificatesOf(database, branch)
  const sealer = devices.find(({ publicKey }) => isReceiptOf(primitives, code, publicKey))?.device ?? null
  const held = await isHeld(database, branch, code)
  if (!held) await addScanned(database, branch, code, { device: sealer, at: new Date(clock()).toISOString() })
  return { held, genuine: sealer !== null }
}
