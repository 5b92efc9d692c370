import { queries, queryClient } from '../api.ts'

/**
 * The person's own parked draft after the one that is open, round and round: null where there is no other, undefined where they cannot
 * be read. They are read if nobody has read them yet, as right after signing in.
 */
export async function draftAfter(open: string | undefined): Promise<string | null | undefined> {
  const all = await queryClient.fetchQuery(queries.drafts).catch(() => undefined)
  if (!all) return undefined
  const me = (await queryClient.fetchQuery(queries.current).catch(() => null))?.person?.id
  const drafts = all.filter(({ by }) => by === me)
  const next = drafts[(drafts.findIndex(({ id }) => id === open) + 1) % Math.max(drafts.length, 1)]
  return next && next.id !== open ? next.id : null
}
