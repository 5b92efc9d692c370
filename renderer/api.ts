/**
 * The window's only way out: calls of the contract through the preload bridge. Answers are parsed with the contract's
 * schemas; what does not pass is thrown as a defect. What the branch says has changed is read again, never patched.
 */
import { createORPCClient } from '@orpc/client'
import { type ContractRouterClient, isContractProcedure } from '@orpc/contract'
import { QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { type Changed, contract, type OknoBridge, type QueueQuery } from '../electron/contract.ts'
import { noteNews, noteRejection } from './window/writer.ts'

declare global {
  interface Window {
    okno: OknoBridge
  }
}

/** The answer's schema of a call; a path that is not in the contract is a defect. */
function outputSchema(path: readonly string[]): z.ZodType {
  let here: unknown = contract
  for (const part of path) {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, part) : undefined
  }
  const schema = isContractProcedure(here) ? here['~orpc'].outputSchema : undefined
  if (!(schema instanceof z.ZodType)) throw new Error(`no call ${path.join('.')} in the contract`)
  return schema
}

/** `code: message` without what Electron puts before it. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(
    /^Error invoking remote method '[^']*': (Error: )?/,
    '',
  )

export const api: ContractRouterClient<typeof contract> = createORPCClient({
  async call(path, input) {
    const schema = outputSchema(path)
    const answer = await window.okno.call(path.join('.'), input ?? {}).catch((error: unknown) => {
      const rejected = new Error(reasonOf(error), { cause: error })
      noteRejection(rejected)
      throw rejected
    })
    return schema.parse(answer)
  },
})

/** Nothing here depends on the network: the calls go to the next process, so queries run offline as well. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      // Nobody is signed in: asking again gives nothing.
      retry: (failures, error) => failures < 1 && !/^UNAUTHORIZED\b/.test(error.message),
      retryDelay: 400,
      staleTime: 5_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export const queries = {
  people: queryOptions({ queryKey: ['session', 'people'], queryFn: () => api.session.people({}) }),
  entry: queryOptions({ queryKey: ['session', 'entry'], queryFn: () => api.session.entry({}) }),
  /** Names of all who work or have worked here. */
  names: queryOptions({ queryKey: ['people', 'names'], queryFn: () => api.people.names({}) }),
  members: queryOptions({ queryKey: ['people', 'list'], queryFn: () => api.people.list({}), staleTime: 0 }),
  current: queryOptions({ queryKey: ['session', 'current'], queryFn: () => api.session.current({}) }),
  workspace: queryOptions({
    queryKey: ['workspace'],
    queryFn: () => api.workspace.open({}),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 3,
  }),
  exchange: queryOptions({
    queryKey: ['exchange'],
    queryFn: () => api.workspace.exchange({}),
    refetchInterval: 10_000,
  }),
  /** A slip that nobody could print says nothing: it is asked after now and then. */
  unprinted: queryOptions({
    queryKey: ['unprinted'],
    queryFn: () => api.workspace.unprinted({}),
    refetchInterval: 30_000,
  }),
  /** Stale with the exchange itself. */
  onTheWay: queryOptions({
    queryKey: ['exchange', 'onTheWay'],
    queryFn: () => api.workspace.onTheWay({}),
    staleTime: 0,
  }),
  shift: queryOptions({ queryKey: ['shift'], queryFn: () => api.shifts.state({}), staleTime: 0 }),
  /** The same as a locked window gets it: counts alone. */
  lockedShift: queryOptions({
    queryKey: ['session', 'shift'],
    queryFn: () => api.shifts.state({}),
    staleTime: 0,
  }),
  drafts: queryOptions({ queryKey: ['drafts'], queryFn: () => api.drafts.list({}) }),
  printers: queryOptions({
    queryKey: ['printers'],
    queryFn: () => api.printing.printers({}),
    refetchInterval: 30_000,
  }),
  uncertainPrints: queryOptions({ queryKey: ['prints', 'uncertain'], queryFn: () => api.printing.uncertain({}) }),
  /** One version of a form never changes. */
  form: (code: string, version: number) =>
    queryOptions({
      queryKey: ['forms', code, version],
      queryFn: () => api.forms.version({ code, version }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** What must move today; the queue's rows by another view, so whatever makes those stale makes this stale. */
  today: queryOptions({ queryKey: ['cases', 'today'], queryFn: () => api.cases.today({}) }),
  /** What waits for who leads the branch, its windows and its day; what changes elsewhere is read again each minute. */
  overview: queryOptions({
    queryKey: ['overview'],
    queryFn: () => api.reports.overview({}),
    staleTime: 0,
    refetchInterval: 60_000,
  }),
  /** The other computers of the branch; asked again for the time of the last contact. */
  leaving: queryOptions({ queryKey: ['leaving'], queryFn: () => api.hub.leaving({}), refetchInterval: 20_000 }),
  hub: queryOptions({ queryKey: ['hub'], queryFn: () => api.hub.state({}), refetchInterval: 5_000 }),
  /** What headquarters says now; one begins or ends by the clock, so it is read again. */
  bulletins: queryOptions({
    queryKey: ['bulletins'],
    queryFn: () => api.bulletins.list({}),
    refetchInterval: 60_000,
  }),
  outages: queryOptions({ queryKey: ['outages', 'current'], queryFn: () => api.outages.current({}) }),
  page: (query: QueueQuery) =>
    queryOptions({ queryKey: ['cases', 'page', query], queryFn: () => api.cases.page(query) }),
  detail: (id: string) => queryOptions({ queryKey: ['cases', 'detail', id], queryFn: () => api.cases.detail({ id }) }),
  /** What a draft or a case wants of the customer, by what the branch has stored. */
  consent: (of: { draft: string } | { case: string } | { withdrawal: string }) =>
    queryOptions({
      queryKey: ['consents', ...Object.values(of), ...Object.keys(of)],
      queryFn: () => api.consent.state({ of }),
    }),
  receipt: (id: string) =>
    queryOptions({ queryKey: ['cases', 'receipt', id], queryFn: () => api.cases.receipt({ id }) }),
}

const stale: Record<Changed['what'][number], string[]> = {
  cases: ['cases', 'consents', 'shift', 'review', 'overview', 'counts', 'unprinted'],
  // What a draft wants of the customer follows from what is stored of it.
  drafts: ['drafts', 'consents', 'shift', 'leaving'],
  exchange: ['exchange', 'overview', 'leaving'],
  session: ['session', 'workspace'],
  people: ['session', 'people', 'entries', 'overview'],
  lock: [],
  prints: ['prints', 'cases', 'shift', 'unprinted'],
  forms: ['workspace', 'forms'],
  // What lacks in the calendar is said with the workspace; what is due is counted by it.
  calendars: ['calendars', 'workspace', 'answerBy'],
  // Also how many wait to go.
  attachments: ['attachments', 'leaving', 'exchange'],
  tray: ['tray', 'overview', 'leaving'],
  scanning: ['scanning'],
  bulletins: ['bulletins'],
  consents: ['consents'],
  outages: ['outages'],
  shifts: ['shift', 'entries', 'overview'],
  hub: ['hub', 'overview'],
  journalExport: ['journalExport'],
  retention: ['overview'],
}

/** All but what belongs to the computer itself and is read before anybody signs in. */
const personal = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== 'workspace' && queryKey[0] !== 'session'

/**
 * Locks the window. The screens go first, so that none of them asks for anything that a locked window does not get; where
 * the lock then fails, what is true is read again.
 */
export async function lockWindow(): Promise<void> {
  queryClient.setQueryData(queries.current.queryKey, { person: null })
  await queryClient.cancelQueries({ predicate: personal })
  await api.session.lock({}).catch(() => undefined)
  await queryClient.invalidateQueries({ queryKey: ['session'] })
}

/**
 * What one person saw and may do is not the next one's: it goes from memory. What is on the screen is read again, unless
 * nobody is signed in any more: then it is about to go, and asking for it would only be refused.
 */
async function forgetThePersonBefore(): Promise<boolean> {
  queryClient.removeQueries({ type: 'inactive', predicate: personal })
  const now = await queryClient.fetchQuery({ ...queries.current, staleTime: 0 }).catch(() => null)
  const nobody = now !== null && now.person === null
  if (nobody) await queryClient.cancelQueries({ predicate: personal })
  void queryClient.invalidateQueries({ predicate: personal, refetchType: nobody ? 'none' : 'active' })
  return nobody
}

async function readAgain({ what }: Changed): Promise<void> {
  const nobody = what.includes('session') && (await forgetThePersonBefore())
  for (const key of new Set(what.flatMap((one) => stale[one])))
    void queryClient.invalidateQueries({
      queryKey: [key],
      refetchType: nobody && personal({ queryKey: [key] }) ? 'none' : 'active',
    })
}

/** Reads again whatever the branch says has changed. Returns the way to stop. */
export function followChanges(): () => void {
  return window.okno.onChanged((changed) => {
    noteNews(changed)
    void readAgain(changed)
  })
}

/** A new id for a command; minted once per intention, so that repeating it is harmless. */
export const newCommand = (): string => crypto.randomUUID()
