/** What an application is made from. */
import type { Answers, Catalogue, Form, Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import type { PageOptions } from './page.ts'
import type { Showing } from './show.ts'
import type { Texts } from './texts.ts'

export type ApplicationModel = {
  catalogue: Catalogue
  branch: BranchProfile
  window: string
  type: string
  formVersion: number
  /** Null for a blank form. */
  answers: Answers | null
  /** `D-0712A-7K4M`; null on a blank that is nobody's yet. */
  label: string | null
  language: Language
  /** UTC. */
  printedAt: string
}

export type ApplicationOptions = PageOptions & {
  /** At least 14 pt. */
  large?: boolean
}

/** The model with what every part of the page asks for. */
export type Application = ApplicationModel & Showing & { form: Form; say: Texts['application'] }
