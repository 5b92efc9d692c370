/** Who and where we are, for a paper. */
import { withForm } from '../../../domain/forms/catalogue.ts'
import type { BranchClient } from '../branchClient.ts'

/** With the form in the version that the paper was begun with: a newer one may have come since. */
export async function placeOf(branch: BranchClient, paper: { type: string; formVersion: number } | null) {
  const [place, form] = await Promise.all([
    branch.workspace.open({}),
    paper && branch.forms.version({ code: paper.type, version: paper.formVersion }),
  ])
  return form ? { ...place, catalogue: withForm(place.catalogue, form) } : place
}
