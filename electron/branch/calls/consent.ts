import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { checkCode, requestCode } from '../consent/asking.ts'
import { signConsent } from '../consent/signing.ts'
import { consentState } from '../consent/state.ts'

const os = implement(contract.consent).$context<Branch>()

export const consent = os.router({
  state: os.state.handler(({ context, input }) => consentState(context, input.of)),
  request: os.request.handler(({ context, input }) => requestCode(context, input)),
  check: os.check.handler(({ context, input }) => checkCode(context, input)),
  sign: os.sign.handler(({ context, input }) => signConsent(context, input)),
})
