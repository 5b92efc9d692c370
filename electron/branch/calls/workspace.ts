import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import { type Branch, todayOf } from '../branch.ts'
import { warningsOf } from '../calendars/warnings.ts'
import { setting } from '../store/settings.ts'

const os = implement(contract.workspace).$context<Branch>()

export const workspace = os.router({
  open: os.open.handler(({ context }) => {
    const { profile, catalogue, faults, rules } = context.knowledge
    const { branch, letter } = context.desk()
    return {
      branch: { ...profile, code: branch },
      window: letter,
      demo: context.demo,
      version: context.version,
      today: todayOf(context),
      catalogue,
      faults,
      recovery: context.recovery,
      lastBackupAt: setting(context.db, 'lastBackupAt'),
      warnings: warningsOf(context),
      rules: {
        soonBoldDays: rules.soonBoldDays,
        basisOldAfterMonths: rules.basisOldAfterMonths,
        lookReasonLeast: rules.lookReasonLeast,
      },
    }
  }),
  exchange: os.exchange.handler(({ context }) => context.status.read()),
})
