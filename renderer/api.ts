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
    queries: { networkMode: 'always', retry: 1, retryDelay: 400, staleTime: 5_000, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
})

export const queries = {
  people: queryOptions({ queryKey: ['session', 'people'], queryFn: () => api.session.people({}) }),
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
  shift: queryOptions({ queryKey: ['shift'], queryFn: () => api.shifts.state({}), staleTime: 0 }),
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
  outages: queryOptions({ queryKey: ['outages', 'current'], queryFn: () => api.outages.current({}) }),
  page: (query: QueueQuery) =>
    queryOptions({ queryKey: ['cases', 'page', query], queryFn: () => api.cases.page(query) }),
  detail: (id: string) => queryOptions({ queryKey: ['cases', 'detail', id], queryFn: () => api.cases.detail({ id }) }),
  /** What a draft or a case wants of the customer, by what the branch has stored. */
  consent: (of: { draft: string } | { case: string }) =>
    queryOptions({
      queryKey: ['consents', 'draft' in of ? of.draft : of.case],
      queryFn: () => api.consent.state({ of }),
    }),
  receipt: (id: string) =>
    queryOptions({ queryKey: ['cases', 'receipt', id], queryFn: () => api.cases.receipt({ id }) }),
}

const stale: Record<Changed['what'][number], string[]> = {
  cases: ['cases', 'consents', 'shift'],
  // What a draft wants of the customer follows from what is stored of it.
  drafts: ['drafts', 'consents', 'shift'],
  exchange: ['exchange'],
  session: ['session'],
  prints: ['prints', 'cases'],
  forms: ['workspace', 'forms'],
  // What lacks in the calendar is said with the workspace; what is due is counted by it.
  calendars: ['calendars', 'workspace', 'answerBy'],
  attachments: ['attachments'],
  tray: ['tray'],
  scanning: ['scanning'],
  consents: ['consents'],
  outages: ['outages'],
}

/** What one person saw and may do is not the next one's: it goes from memory, and what is on the screen is read again. */
function forgetThePersonBefore(): void {
  const personal = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== 'workspace' && queryKey[0] !== 'session'
  queryClient.removeQueries({ type: 'inactive', predicate: personal })
  void queryClient.invalidateQueries({ predicate: personal })
}

/** Reads again whatever the branch says has changed. Returns the way to stop. */
export function followChanges(): () => void {
  return window.okno.onChanged((changed) => {
    noteNews(changed)
    if (changed.what.includes('session')) forgetThePersonBefore()
    for (const key of new Set(changed.what.flatMap((one) => stale[one]))) {
      void queryClient.invalidateQueries({ queryKey: [key] })
    }
  })
}

/** A new id for a command; minted once per intention, so that repeating it is harmless. */
export const newCommand = (): string => crypto.randomUUID()
