/**
 * What the environment says to headquarters; what each setting means stands in docs/operations.md. A setting that cannot be
 * meant is refused by its name, and its value is not repeated: some of them are secrets.
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { CannotStart } from './cannotStart.ts'
import { usualCare } from './files/care.ts'

/** One that is set and empty is a slip of whoever wrote it down: as a number it would be 0, as an address every one there is. */
export const said = z.string().regex(/\S/, 'must not be empty')
const number = said.transform(Number)
const whole = (least: number, most: number) => {
  const words = `must be a whole number from ${least} to ${most}`
  return number.pipe(z.number(words).int(words).min(least, words).max(most, words))
}
const days = (usual: number) => {
  const words = 'must be a number of days from 0 to 36500'
  return number.pipe(z.number(words).min(0, words).max(36_500, words)).default(usual)
}

const settings = z.object({
  HQ_PORT: whole(0, 65_535).default(8420),
  HQ_HOST: said.default('127.0.0.1'),
  HQ_DATA_DIR: said.default(join(homedir(), '.local/share/okno/hq')),
  HQ_ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  HQ_FILES_DIR: said.optional(),
  HQ_FILES_HALF_DAYS: days(usualCare.halfDays),
  HQ_FILES_VERIFY_DAYS: days(usualCare.verifyDays),
  HQ_FILES_STRAY_DAYS: days(usualCare.strayDays),
  DATABASE_URL: z.string().optional(),
  HQ_MEDIA: z.enum(['standby', 'storage'], 'must be standby or storage').default('standby'),
  HQ_PROXY: z.string().optional(),
  HQ_GRACE_MS: whole(0, 600_000).default(0),
  HQ_METRICS_PORT: whole(0, 65_535).optional(),
  HQ_METRICS_HOST: said.default('127.0.0.1'),
})

export const readSettings = (env: NodeJS.ProcessEnv) => readEnvironment(settings, env)

/** Throws `CannotStart` with all that is wrong. */
export function readEnvironment<Read>(schema: z.ZodType<Read>, env: NodeJS.ProcessEnv): Read {
  const read = schema.safeParse(env)
  if (read.success) return read.data
  throw new CannotStart(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join(' '))
}
