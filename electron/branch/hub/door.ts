/** This computer among the others of its branch, as the calls of the window see it. */
import type { HubSetting, HubState } from '../../contract/hub.ts'

export type Hub = {
  state(): HubState
  /** Plays this part from now on. Throws where the database refuses to keep it. */
  set(wish: HubSetting): void
  /** Set from outside: it cannot be changed here. */
  fixed: boolean
  /** Whether another computer of the branch is there right now that could hold what is recorded here. */
  inContact(): boolean
  stop(): Promise<void>
}
