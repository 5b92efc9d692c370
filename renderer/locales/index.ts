/** All words of the window, one file per screen and language. */
import enActs from './en/acts.json' with { type: 'json' }
import enAttachments from './en/attachments.json' with { type: 'json' }
import enCalendar from './en/calendar.json' with { type: 'json' }
import enCase from './en/case.json' with { type: 'json' }
import enComputers from './en/computers.json' with { type: 'json' }
import enConsent from './en/consent.json' with { type: 'json' }
import enCustomers from './en/customers.json' with { type: 'json' }
import enEntries from './en/entries.json' with { type: 'json' }
import enFinding from './en/finding.json' with { type: 'json' }
import enFormsAdmin from './en/formsAdmin.json' with { type: 'json' }
import enIntake from './en/intake.json' with { type: 'json' }
import enOffice from './en/office.json' with { type: 'json' }
import enOutages from './en/outages.json' with { type: 'json' }
import enOverview from './en/overview.json' with { type: 'json' }
import enPeople from './en/people.json' with { type: 'json' }
import enQueue from './en/queue.json' with { type: 'json' }
import enReceipt from './en/receipt.json' with { type: 'json' }
import enRecord from './en/record.json' with { type: 'json' }
import enReports from './en/reports.json' with { type: 'json' }
import enReview from './en/review.json' with { type: 'json' }
import enRising from './en/rising.json' with { type: 'json' }
import enShift from './en/shift.json' with { type: 'json' }
import enSignin from './en/signin.json' with { type: 'json' }
import enUi from './en/ui.json' with { type: 'json' }
import enWindow from './en/window.json' with { type: 'json' }
import kkActs from './kk/acts.json' with { type: 'json' }
import kkAttachments from './kk/attachments.json' with { type: 'json' }
import kkCalendar from './kk/calendar.json' with { type: 'json' }
import kkCase from './kk/case.json' with { type: 'json' }
import kkComputers from './kk/computers.json' with { type: 'json' }
import kkConsent from './kk/consent.json' with { type: 'json' }
import kkCustomers from './kk/customers.json' with { type: 'json' }
import kkEntries from './kk/entries.json' with { type: 'json' }
import kkFinding from './kk/finding.json' with { type: 'json' }
import kkFormsAdmin from './kk/formsAdmin.json' with { type: 'json' }
import kkIntake from './kk/intake.json' with { type: 'json' }
import kkOffice from './kk/office.json' with { type: 'json' }
import kkOutages from './kk/outages.json' with { type: 'json' }
import kkOverview from './kk/overview.json' with { type: 'json' }
import kkPeople from './kk/people.json' with { type: 'json' }
import kkQueue from './kk/queue.json' with { type: 'json' }
import kkReceipt from './kk/receipt.json' with { type: 'json' }
import kkRecord from './kk/record.json' with { type: 'json' }
import kkReports from './kk/reports.json' with { type: 'json' }
import kkReview from './kk/review.json' with { type: 'json' }
import kkRising from './kk/rising.json' with { type: 'json' }
import kkShift from './kk/shift.json' with { type: 'json' }
import kkSignin from './kk/signin.json' with { type: 'json' }
import kkUi from './kk/ui.json' with { type: 'json' }
import kkWindow from './kk/window.json' with { type: 'json' }
import ruActs from './ru/acts.json' with { type: 'json' }
import ruAttachments from './ru/attachments.json' with { type: 'json' }
import ruCalendar from './ru/calendar.json' with { type: 'json' }
import ruCase from './ru/case.json' with { type: 'json' }
import ruComputers from './ru/computers.json' with { type: 'json' }
import ruConsent from './ru/consent.json' with { type: 'json' }
import ruCustomers from './ru/customers.json' with { type: 'json' }
import ruEntries from './ru/entries.json' with { type: 'json' }
import ruFinding from './ru/finding.json' with { type: 'json' }
import ruFormsAdmin from './ru/formsAdmin.json' with { type: 'json' }
import ruIntake from './ru/intake.json' with { type: 'json' }
import ruOffice from './ru/office.json' with { type: 'json' }
import ruOutages from './ru/outages.json' with { type: 'json' }
import ruOverview from './ru/overview.json' with { type: 'json' }
import ruPeople from './ru/people.json' with { type: 'json' }
import ruQueue from './ru/queue.json' with { type: 'json' }
import ruReceipt from './ru/receipt.json' with { type: 'json' }
import ruRecord from './ru/record.json' with { type: 'json' }
import ruReports from './ru/reports.json' with { type: 'json' }
import ruReview from './ru/review.json' with { type: 'json' }
import ruRising from './ru/rising.json' with { type: 'json' }
import ruShift from './ru/shift.json' with { type: 'json' }
import ruSignin from './ru/signin.json' with { type: 'json' }
import ruUi from './ru/ui.json' with { type: 'json' }
import ruWindow from './ru/window.json' with { type: 'json' }

export const kk = {
  acts: kkActs,
  attachments: kkAttachments,
  calendar: kkCalendar,
  case: kkCase,
  computers: kkComputers,
  consent: kkConsent,
  customers: kkCustomers,
  entries: kkEntries,
  finding: kkFinding,
  formsAdmin: kkFormsAdmin,
  intake: kkIntake,
  office: kkOffice,
  outages: kkOutages,
  overview: kkOverview,
  people: kkPeople,
  queue: kkQueue,
  receipt: kkReceipt,
  record: kkRecord,
  reports: kkReports,
  review: kkReview,
  rising: kkRising,
  shift: kkShift,
  signin: kkSignin,
  ui: kkUi,
  window: kkWindow,
}

export const ru = {
  acts: ruActs,
  attachments: ruAttachments,
  calendar: ruCalendar,
  case: ruCase,
  computers: ruComputers,
  consent: ruConsent,
  customers: ruCustomers,
  entries: ruEntries,
  finding: ruFinding,
  formsAdmin: ruFormsAdmin,
  intake: ruIntake,
  office: ruOffice,
  outages: ruOutages,
  overview: ruOverview,
  people: ruPeople,
  queue: ruQueue,
  receipt: ruReceipt,
  record: ruRecord,
  reports: ruReports,
  review: ruReview,
  rising: ruRising,
  shift: ruShift,
  signin: ruSignin,
  ui: ruUi,
  window: ruWindow,
}

export const en = {
  acts: enActs,
  attachments: enAttachments,
  calendar: enCalendar,
  case: enCase,
  computers: enComputers,
  consent: enConsent,
  customers: enCustomers,
  entries: enEntries,
  finding: enFinding,
  formsAdmin: enFormsAdmin,
  intake: enIntake,
  office: enOffice,
  outages: enOutages,
  overview: enOverview,
  people: enPeople,
  queue: enQueue,
  receipt: enReceipt,
  record: enRecord,
  reports: enReports,
  review: enReview,
  rising: enRising,
  shift: enShift,
  signin: enSignin,
  ui: enUi,
  window: enWindow,
}
