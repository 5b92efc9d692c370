/** Form definitions: in the version that something was made with, and where those in force came from. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { formName } from '../../domain/forms/publication.ts'
import { form } from '../../domain/forms/schema.ts'
import { nothing, utc } from './shapes.ts'

export const formSource = z.strictObject({
  ...formName.shape,
  /** `program`: it came with this program. `receivedAt`: when headquarters' version came here, UTC. */
  source: z.enum(['program', 'headquarters']),
  receivedAt: utc.nullable(),
  /** Versions that are kept because drafts or cases were made with them, the newest first; not the one in force. */
  kept: z.array(z.int()),
})
export type FormSource = z.infer<typeof formSource>

export const forms = {
  /**
   * The form in the version that a draft or a case was made with (`formVersion`), which may no longer be the one in
   * `workspace.open`. Null where it is not on this computer or no longer usable: then the one in force is shown.
   */
  version: oc.input(formName).output(form.nullable()),
  /** For shift lead and manager, empty for all others. Where each form in force came from; what was kept out stands in `workspace.open` as `faults`. */
  sources: oc.input(nothing).output(z.array(formSource)),
}
