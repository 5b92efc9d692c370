/** Who and where we are: read once at start, shared by all screens. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import { createContext, useContext } from 'react'
import type { contract, PersonTile } from '../../electron/contract.ts'

export type Workspace = InferContractRouterOutputs<typeof contract>['workspace']['open']

export type Desk = { workspace: Workspace; person: PersonTile }

export const DeskContext = createContext<Desk | null>(null)

/** The workspace and the person at it. Only under the frame: before sign-in there is none. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('no desk before sign-in')
  return desk
}
