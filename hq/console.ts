/**
 * `npm run office -- …`: an officer's work from a terminal, over the same routes as any other client. Reads the address
 * from HQ_URL and the officer's token from HQ_OFFICER_TOKEN. Exit code 1 where headquarters refuses or is not
 * reached, 2 where the words are no command.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { readNumber } from '../domain/journal/number.ts'
import { LEAST_LETTERS } from '../domain/people/said.ts'

const HELP = `npm run office -- COMMAND
  list [STATE] [--all] [--branch CODE]
                                    what waits at headquarters, late first; --all: at branches too
  show NUMBER                       one case with its history, and the outcomes it may have
  take NUMBER
  answer NUMBER OUTCOME --text T --ground G [--sum N]
                                    OUTCOME: one of "outcomes" in show NUMBER
  return NUMBER REASON [FIELD ...]
  act NUMBER JSON                   any other step, e.g. '{"do":"resumeWork","what":"..."}'
  bulletin --kk T --ru T --en T --until TIME [--since TIME] [--outage NUMBER] [--branch CODE]
  day DATE off|work --why T --source T [--branch CODE]
  refused [--branch CODE]           what rules refused
  files [--branch CODE]             files that are damaged or missing here, with the cases that name them
Times are UTC, 2026-11-23T05:00:00Z.
HQ_OFFICER_TOKEN: the officer's token, from POST /v1/admin/officers (README, Headquarters).
HQ_URL: where headquarters is, http://127.0.0.1:8420 unless set.`

const names = [
  'branch',
  'text',
  'ground',
  'sum',
  'kk',
  'ru',
  'en',
  'since',
  'until',
  'outage',
  'why',
  'source',
  'command',
]
const text: Record<string, { type: 'string' }> = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
const options = { ...text, all: { type: 'boolean' as const } } as Record<string, { type: 'string' | 'boolean' }>
const { values, positionals } = wordsGiven()
const option = (name: string): string => String(values[name] ?? '')
/** Given again by who repeats a command whose answer got lost. */
const command = option('command') || randomUUID()

const hqUrl = process.env.HQ_URL ?? 'http://127.0.0.1:8420'
const token = process.env.HQ_OFFICER_TOKEN ?? ''
const UNREACHED = 0
const NO_TOKEN = `Not asked: headquarters must know who asks. Set HQ_OFFICER_TOKEN to the officer's token; whoever holds the
administrator's token makes one with POST ${hqUrl}/v1/admin/officers (README, Headquarters).`
const NOBODY =
  'No branch has enrolled yet, so nobody hears it now. A branch that enrols as long as it holds is told then.'
const NOT_AN_OFFICER = `Refused: headquarters at ${hqUrl} knows no officer with the token in HQ_OFFICER_TOKEN, or he was retired.`

/** What each of these cannot do without, as HELP names it. */
const WANTED: Record<string, string> = {
  show: 'NUMBER',
  take: 'NUMBER',
  answer: 'NUMBER OUTCOME',
  return: 'NUMBER REASON',
  act: 'NUMBER JSON',
  day: 'DATE off|work',
}
const wrong = wrongIn(positionals)
if (wrong) notAsked(wrong)

const answer = await run(positionals).catch((error: Error) => error)
if (answer instanceof Error) {
  // JSON that is none: nothing was done.
  console.error(`Not asked: ${answer.message}`)
  process.exitCode = 1
} else if (answer === null) {
  console.error(HELP)
  process.exitCode = 2
} else if (answer.status === UNREACHED) {
  console.error(
    `Not asked: no headquarters answers at ${hqUrl}. Start it with npm run hq, or set HQ_URL to where it is.`,
  )
  process.exitCode = 1
} else if (answer.status === 401) {
  console.error(token === '' ? NO_TOKEN : NOT_AN_OFFICER)
  process.exitCode = 1
} else if (answer.body === null) {
  console.error(
    `No answer of headquarters (HTTP ${answer.status}): something before it answers at ${hqUrl}. Ask again; a step with --command ${command}, so that it is done once.`,
  )
  process.exitCode = 1
} else {
  console.log(JSON.stringify(answer.body, null, 2))
  const { body } = answer
  const refused = typeof body === 'object' && body !== null && 'ok' in body && body.ok === false
  if (answer.status !== 200 || refused) process.exitCode = 1
  if (isHeardByNobody(body)) console.error(NOBODY)
}

/** Ends the program: the words are no command. */
function notAsked(why: string): never {
  console.error(`Not asked: ${why}\n"npm run office" alone names all commands.`)
  process.exit(2)
}

function wordsGiven() {
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    return notAsked(error instanceof Error ? error.message : String(error))
  }
}

function wrongIn([verb = '', about = '', ...more]: string[]): string | null {
  const wanted = WANTED[verb]
  if (wanted === undefined) return null
  if (wanted.startsWith('NUMBER') && !readNumber(about))
    return `${about === '' ? 'no case is named' : `"${about}" is not the number of a case`}: ${verb} ${wanted}`
  if (wanted.split(' ').length > 1 + more.length) return `something is lacking: ${verb} ${wanted}`
  if (verb === 'day' && more[0] !== 'off' && more[0] !== 'work')
    return `"${more[0]}" is neither off nor work: ${verb} ${wanted}`
  if (values.sum !== undefined && !isAmount(option('sum')))
    return `--sum is an amount, such as 4500 or 4500.50, and not "${option('sum')}"`
  return null
}

/** As headquarters takes it: more than nothing, and no more than a number holds. */
function isAmount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 && Number.isFinite(Number(text))
}

/** A word to all that was taken, and that no branch has heard. */
function isHeardByNobody(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'branches' in body &&
    Array.isArray(body.branches) &&
    body.branches.length === 0
  )
}

/** `status`: of HTTP, or UNREACHED. `body`: null where it is none of headquarters, which may have done it all the same. */
type Answer = { status: number; body: unknown }

async function run([verb = '', about = '', ...more]: string[]): Promise<Answer | null> {
  const branches = values.branch ? [option('branch')] : 'all'
  switch (verb) {
    case 'list':
      return ask(
        `/v1/office/cases?${query({ state: about, at: about || values.all ? '' : 'hq', branch: option('branch') })}`,
      )
    case 'show':
      return ask(`/v1/office/cases/${encodeURIComponent(about)}`)
    case 'take':
      return act(about, { do: 'takeIntoWork' })
    case 'answer': {
      const sum = values.sum ? Number(values.sum) : null
      return act(about, { do: 'answerCase', outcome: more[0], text: option('text'), ground: option('ground'), sum })
    }
    case 'return':
      return act(about, { do: 'returnFromHq', reasons: [{ words: more[0] ?? '', fields: more.slice(1) }] })
    case 'act':
      return act(about, JSON.parse(more[0] ?? '{}') as object)
    case 'bulletin': {
      const [since, until] = [option('since') || new Date().toISOString(), option('until')]
      const text = { kk: option('kk'), ru: option('ru'), en: option('en') }
      const outage = values.outage ? { outage: option('outage') } : {}
      return ask('/v1/office/bulletins', { branches, bulletin: { command, text, since, until, ...outage } })
    }
    case 'day': {
      const days = [{ date: about, working: more[0] === 'work' }]
      const change = { command, year: Number(about.slice(0, 4)), days, why: option('why'), source: option('source') }
      return ask('/v1/office/calendar', { branches, change: { ...change, published: false } })
    }
    case 'refused':
      return ask(`/v1/office/refused?${query({ branch: option('branch') })}`)
    case 'files':
      return ask(`/v1/office/files?${query({ branch: option('branch') })}`)
    default:
      return null
  }
}

/** The step is decided on the case as it is shown now: what comes in between refuses it. */
async function act(number: string, wish: object): Promise<Answer> {
  const shown = await ask(`/v1/office/cases/${encodeURIComponent(number)}`)
  if (shown.status !== 200) return shown
  const { cases } = shown.body as { cases: { body: { id: string; seen: string[] }; outcomes: string[] }[] }
  const [only] = cases
  // Two devices printed one number: a person has to look first.
  if (!only || cases.length !== 1) return { status: 409, body: { ok: false, refusal: { code: 'numberTwice' } } }
  const { id, seen } = only.body
  // A step that was taken already has changed the case itself: asked again, its first answer counts.
  const on = values.command ? {} : { seen }
  const told = await ask(`/v1/office/cases/${id}/act`, { act: { command, ...wish }, ...on })
  const { refusal } = (told.body ?? {}) as { refusal?: { code: string } }
  const more = refusal && helpWith(refusal.code, only.outcomes)
  return more ? { ...told, body: { ok: false, refusal: { ...refusal, ...more } } } : told
}

/** What an officer at a terminal needs to know to say it otherwise. */
function helpWith(code: string, outcomes: string[]): object | null {
  if (code === 'notOfThisForm') return { outcomes }
  if (code === 'notSaid') return { leastLetters: LEAST_LETTERS }
  return null
}

async function ask(path: string, body?: object): Promise<Answer> {
  const said = await fetch(new URL(path, hqUrl), {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => null)
  return said ? { status: said.status, body: await said.json().catch(() => null) } : { status: UNREACHED, body: null }
}

function query(wishes: Record<string, string>): string {
  return new URLSearchParams(Object.entries(wishes).filter(([, value]) => value !== '')).toString()
}
