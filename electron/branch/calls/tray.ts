import { implement } from '@orpc/server'
import { contract } from '../../contract.ts'
import { assign, confirm, dismiss, listTray } from '../attachments/tray.ts'
import type { Branch } from '../branch.ts'

const os = implement(contract.tray).$context<Branch>()

export const tray = os.router({
  list: os.list.handler(({ context }) => listTray(context)),
  assign: os.assign.handler(({ context, input }) => assign(context, input)),
  confirm: os.confirm.handler(({ context, input }) => confirm(context, input)),
  dismiss: os.dismiss.handler(({ context, input }) => dismiss(context, input)),
})
