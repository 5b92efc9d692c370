/**
 * What the branch knows, read from `data/` at start: forms, lists, calendars, its own profile and the operator's rules.
 * A faulty form or calendar is kept out and named in `faults`; all others stay in force. Without its profile a branch
 * cannot number a case, so a faulty profile stops the start.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type BranchCalendar, branchCalendar, type CalendarFile, calendarFile } from '../../domain/calendar/calendar.ts'
import { type ZoneFact, zoneFact } from '../../domain/calendar/zone.ts'
import { clockRule } from '../../domain/cases/clocks.ts'
import { escalationRule } from '../../domain/cases/escalation.ts'
import { attachment } from '../../domain/cases/events.ts'
import { lifeRule } from '../../domain/cases/lifeCommands.ts'
import { repeatRule } from '../../domain/customers/repeats.ts'
import { checkCatalogue, schemaFaults } from '../../domain/forms/catalogue.ts'
import { type Fault, fault, notJson } from '../../domain/forms/faults.ts'
import { basis, type Catalogue, type Form, form as formSchema } from '../../domain/forms/schema.ts'
import { outageRules } from '../../domain/outages/times.ts'
import { type BranchProfile, branchProfile } from '../../domain/people/branch.ts'
import { entryRule } from '../../domain/people/entry.ts'
import { CannotOpen } from './store/cannotOpen.ts'

/** Defaults of the operator, none of them law. */
const rules = z.strictObject({
  /** When a case is due soon, on the shift lead's list, overdue, and how high it goes then. */
  clocks: clockRule,
  /** What goes up at once, and for what reasons people pass a case up. */
  escalation: escalationRule,
  /** Until when cases close by themselves and open again, and who answers for much money. */
  lifeCycle: lifeRule,
  discardsKeptDays: z.int().positive(),
  backupsKept: z.int().positive(),
  /** Files of drafts and cases. */
  attachments: z.strictObject({
    /** Bytes at most, per kind. */
    bytes: z.record(attachment.shape.kind, z.int().positive()),
    /** So long a file that nobody refers to, and a settled line of the tray, stay. */
    keptDays: z.int().positive(),
    /** A file in the watched folder that is still not whole after so long is named to a person. */
    tornAfterSeconds: z.int().positive(),
  }),
  /** How files travel between the branch and headquarters; cases always go first. */
  files: z.strictObject({
    /** Whatever the line carries, files take no more of it, nor more than this share of what it carries. */
    bytesPerSecond: z.int().positive(),
    share: z.number().gt(0).max(1),
    /** So long one piece should take, and its bounds in bytes. */
    pieceMs: z.int().positive(),
    leastPiece: z.int().positive(),
    mostPiece: z.int().positive(),
    /** What other computers took in so long ago comes by itself; older files when they are opened. */
    fetchDays: z.int().positive(),
    /** Headquarters is asked again whether it still has a file. */
    askAgainDays: z.int().positive(),
  }),
  /** How far from now the times of an outage's card may lie. */
  outages: outageRules,
  /** So long after it ended papers may still be joined to an outage. */
  outageJoinDays: z.int().positive(),
  /** So long afterwards a paper taken in by hand may be typed in. */
  handTakenWithinDays: z.int().positive(),
  /** Repeat contacts. */
  repeats: repeatRule,
  /** PINs and the lock of the window. */
  entry: entryRule,
  /** How long what is kept of people stays at the branch. */
  retention: z.strictObject({
    /** Days of the log of looks. */
    looksKeptDays: z.int().positive(),
    /** Days after a case has ended until its personal data go. */
    closedKeptDays: z.int().positive(),
    /** Days without a time of headquarters until whoever leads the branch is told that nothing is erased. */
    troubleAfterDays: z.int().positive(),
    basis,
  }),
  /** So many characters must a reason have that is none of the list. */
  lookReasonLeast: z.int().positive(),
  /** A paper taken on a day off counts as registered on the next working day. */
  startOnWorkingDay: z.boolean(),
  /** How far ahead the calendar must be known. */
  calendarAheadMonths: z.int().positive(),
  /** Cases due in so few days are written in bold. */
  soonBoldDays: z.int().min(0),
  /** Weeks of unmet searches that can be looked at. */
  searchWeeksShown: z.int().positive(),
  /** How the branch is counted. */
  reports: z.strictObject({
    /** Keys of the fields that a form asks its reason in; a form with none of them is counted by its first choice. */
    reasonFields: z.array(z.string()),
    /** Days at most of each age of open cases, the youngest first; older ones are one more. */
    ageDays: z
      .array(z.int().positive())
      .refine((days) => days.every((one, i) => one > (days[i - 1] ?? 0)), 'ages rise'),
    /** So many weeks back say what is usual for a weekday. */
    usualWeeks: z.int().positive(),
  }),
  /** Rules checked longer ago carry a mark. */
  basisOldAfterMonths: z.int().positive(),
})

export type FileFault = Fault & { file: string }
export type Knowledge = {
  profile: BranchProfile
  rules: z.infer<typeof rules>
  catalogue: Catalogue
  calendar: BranchCalendar
  /** Where old computers show the wrong time. */
  zones: ZoneFact[]
  faults: FileFault[]
}

/** Reads the folder `data`. Throws `CannotOpen` when the profile, the rules or the common parts of the forms are faulty. */
export function loadKnowledge(data: string): Knowledge {
  const faults: FileFault[] = []
  const profile = required(data, 'branch.json', branchProfile)
  return {
    profile,
    rules: required(data, 'rules.json', rules),
    catalogue: loadCatalogue(data, faults),
    calendar: branchCalendar(profile.country, profile.weekend, loadCalendars(data, faults)),
    zones: required(data, 'zones.json', z.array(zoneFact)),
    faults,
  }
}

function required<Schema extends z.ZodType>(data: string, file: string, schema: Schema): z.infer<Schema> {
  const raw = readJson(join(data, file))
  const parsed = schema.safeParse(raw.ok ? raw.value : undefined)
  if (raw.ok && parsed.success) return parsed.data
  const reason = raw.ok ? z.prettifyError(parsed.error as z.ZodError) : raw.fault.message
  throw new CannotOpen('data', `${file} cannot be used: ${reason}`)
}

function loadCatalogue(data: string, faults: FileFault[]): Catalogue {
  const part = (name: string) => required(data, `${name}.json`, z.unknown())
  const common = { blocks: part('blocks'), lists: part('lists'), outcomes: part('outcomes') }
  let forms = loadForms(data, faults)
  for (;;) {
    const checked = checkCatalogue({ ...common, forms: forms.map(({ form }) => form) })
    if (checked.ok) return checked.catalogue
    const wrong = new Set<string>()
    for (const fault of checked.faults) {
      const at = forms.find(({ form }) => fault.path.startsWith(`forms.${form.code}.`))
      if (!at) throw new CannotOpen('data', `the forms' common parts cannot be used: ${fault.path}: ${fault.message}`)
      wrong.add(at.file)
      faults.push({ file: at.file, ...fault })
    }
    // A form that names a form kept out here is found faulty in the next round.
    forms = forms.filter(({ file }) => !wrong.has(file))
  }
}

function loadForms(data: string, faults: FileFault[]): { file: string; form: Form }[] {
  const codes = new Set<string>()
  return jsonFiles(data, 'forms').flatMap((file) => {
    const form = usable(data, file, formSchema, faults)
    if (!form) return []
    if (codes.has(form.code)) {
      faults.push({ file, ...fault('code', 'codeTwice', { name: form.code }) })
      return []
    }
    codes.add(form.code)
    return [{ file, form }]
  })
}

const loadCalendars = (data: string, faults: FileFault[]): CalendarFile[] =>
  jsonFiles(data, 'calendars').flatMap((file) => usable(data, file, calendarFile, faults) ?? [])

function usable<Schema extends z.ZodType>(
  data: string,
  file: string,
  schema: Schema,
  faults: FileFault[],
): z.infer<Schema> | null {
  const raw = readJson(join(data, file))
  if (!raw.ok) {
    faults.push({ file, ...raw.fault })
    return null
  }
  const parsed = schema.safeParse(raw.value)
  if (parsed.success) return parsed.data
  faults.push(...schemaFaults(parsed.error, raw.value).map((fault) => ({ file, ...fault })))
  return null
}

function jsonFiles(data: string, folder: string): string[] {
  const names = readdirSync(join(data, folder)).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => `${folder}/${name}`)
}

type Raw = { ok: true; value: unknown } | { ok: false; fault: Fault }
function readJson(file: string): Raw {
  try {
    return { ok: true, value: JSON.parse(readFileSync(file, 'utf8')) }
  } catch (error) {
    return { ok: false, fault: notJson(error) }
  }
}
