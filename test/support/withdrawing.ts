/** The applicant's code that takes his case back, as headquarters confirms it; what a test wants wrong in it, it says. */
import { type Confirmation, confirm, WITHDRAWAL } from '../../domain/cases/consent.ts'
import { type Registered, withdrawalOf } from '../../domain/cases/withdrawals.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { uuid } from './pen.ts'

const hq = keyPair(newPrivateKey())
type Body = Confirmation['body']

export const codeProof = (said: Pick<Body, 'about' | 'what' | 'phone'> & Partial<Body>) => ({
  way: 'code' as const,
  confirmation: confirm(
    {
      ...{
        v: 1,
        request: uuid('request'),
        purpose: WITHDRAWAL,
        masked: '+7••••••4567',
        at: '2026-11-23T05:00:00.000Z',
      },
      ...said,
    },
    hq.sign,
  ),
})

/** From the first number of its paper, for this very case. */
export function ownCode(registered: Registered, wrong: Partial<Body> = {}) {
  const { what, phones } = withdrawalOf(primitives.sha256, registered)
  const [phone] = phones
  if (!phone) throw new Error('the paper names no number')
  return codeProof({ about: registered.command, what, phone: phone.mark, ...wrong })
}
