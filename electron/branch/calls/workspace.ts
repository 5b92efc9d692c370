import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import { type Branch, todayOf } from '../branch.ts'
import { warningsOf } from '../calendars/warnings.ts'
import { filesOnTheWay, waitingFor, whatIsOnTheWay } from '../onTheWay.ts'
import { caseIsAboutViewer, unprintedShown, viewerOf } from '../sight.ts'
import { missingPlaces } from '../store/rescue.ts'
import { setting } from '../store/settings.ts'

const os = implement(contract.workspace).$context<Branch>()

export const workspace = os.router({
  open: os.open.handler(({ context }) => {
    const { profile, catalogue, faults, rules } = context.knowledge
    const { branch, letter } = context.desk()
    const { unprinted: _, ...recovery } = context.recovery
    return {
      branch: { ...profile, code: branch },
      window: letter,
      demo: context.demo,
      version: context.version,
      today: todayOf(context),
      catalogue,
      faults,
      recovery: {
        ...recovery,
        missing: missingPlaces(context.db).reduce((sum, { from, to }) => sum + to - from + 1, 0),
      },
      lastBackupAt: setting(context.db, 'lastBackupAt'),
      warnings: warningsOf(context),
      rules: {
        soonBoldDays: rules.soonBoldDays,
        basisOldAfterMonths: rules.basisOldAfterMonths,
        lookReasonLeast: rules.lookReasonLeast,
        askCustomerDays: rules.lifeCycle.askCustomerDays,
        outages: rules.outages,
        escalationReasons: rules.escalation.reasons,
      },
    }
  }),
  unprinted: os.unprinted.handler(({ context }) => unprintedShown(context)),
  exchange: os.exchange.handler(({ context }) => {
    const said = context.status.read()
    const locked = context.session.current() === null
    // That something is stuck everybody may know, at a locked window too; which case it is, whoever may see it.
    const shown = (one: (typeof said.stuck)[number]) =>
      locked || caseIsAboutViewer(context, one.case) ? { ...one, case: null, number: null, refused: null } : one
    const waiting = locked ? said.waiting : waitingFor(context.db, viewerOf(context))
    return { ...said, waiting, stuck: said.stuck.map(shown), files: filesOnTheWay(context) }
  }),
  onTheWay: os.onTheWay.handler(({ context }) => whatIsOnTheWay(context)),
  tryNow: os.tryNow.handler(({ context }) => {
    context.status.tryNow()
    return { ok: true as const }
  }),
})
