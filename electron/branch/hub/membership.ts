/** Who takes part: a device that headquarters has certified. Others neither serve nor ask. */
import type { Certificate } from '../../../domain/journal/certificate.ts'
import type { Branch } from '../branch.ts'
import { certificateOf } from '../store/certificates.ts'
import { setting } from '../store/settings.ts'

export type Membership = { hqKey: string; own: Certificate }

export function membershipOf({ db, desk }: Branch): Membership | null {
  const hqKey = setting(db, 'hqKey')
  const own = certificateOf(db, desk().device)
  return hqKey !== null && own !== null ? { hqKey, own } : null
}
