/** All words of the window, one file per screen and language. */
import enCase from './en/case.json' with { type: 'json' }
import enFinding from './en/finding.json' with { type: 'json' }
import enIntake from './en/intake.json' with { type: 'json' }
import enQueue from './en/queue.json' with { type: 'json' }
import enReceipt from './en/receipt.json' with { type: 'json' }
import enSignin from './en/signin.json' with { type: 'json' }
import enUi from './en/ui.json' with { type: 'json' }
import enWindow from './en/window.json' with { type: 'json' }
import kkCase from './kk/case.json' with { type: 'json' }
import kkFinding from './kk/finding.json' with { type: 'json' }
import kkIntake from './kk/intake.json' with { type: 'json' }
import kkQueue from './kk/queue.json' with { type: 'json' }
import kkReceipt from './kk/receipt.json' with { type: 'json' }
import kkSignin from './kk/signin.json' with { type: 'json' }
import kkUi from './kk/ui.json' with { type: 'json' }
import kkWindow from './kk/window.json' with { type: 'json' }
import ruCase from './ru/case.json' with { type: 'json' }
import ruFinding from './ru/finding.json' with { type: 'json' }
import ruIntake from './ru/intake.json' with { type: 'json' }
import ruQueue from './ru/queue.json' with { type: 'json' }
import ruReceipt from './ru/receipt.json' with { type: 'json' }
import ruSignin from './ru/signin.json' with { type: 'json' }
import ruUi from './ru/ui.json' with { type: 'json' }
import ruWindow from './ru/window.json' with { type: 'json' }

export const kk = {
  case: kkCase,
  finding: kkFinding,
  intake: kkIntake,
  queue: kkQueue,
  receipt: kkReceipt,
  signin: kkSignin,
  ui: kkUi,
  window: kkWindow,
}
export const ru = {
  case: ruCase,
  finding: ruFinding,
  intake: ruIntake,
  queue: ruQueue,
  receipt: ruReceipt,
  signin: ruSignin,
  ui: ruUi,
  window: ruWindow,
}
export const en = {
  case: enCase,
  finding: enFinding,
  intake: enIntake,
  queue: enQueue,
  receipt: enReceipt,
  signin: enSignin,
  ui: enUi,
  window: enWindow,
}
