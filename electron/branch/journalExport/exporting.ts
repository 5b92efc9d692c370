/** The one export that may run, as the rest of the branch knows it. */
import type { Person } from '../../../domain/people/person.ts'
import type { ExportState } from '../../contract.ts'

export type Exporting = {
  state(): ExportState
  /** Resolves when the export has ended, however. */
  begin(wish: { file: string; reason: string; by: Person }): Promise<void>
  cancel(): Promise<void>
}
