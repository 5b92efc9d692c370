/**
 * What the branch sees of itself, a section each: what is worked with, and what the branch is made of. Who may not see one
 * does not find it in the list.
 */
import { type ComponentType, lazy } from 'react'
import type { Role } from '../../domain/people/person.ts'

export const groups = ['work', 'branch'] as const
type Section = { key: string; group: (typeof groups)[number]; roles: readonly Role[]; view: ComponentType }

const leads: readonly Role[] = ['shift_lead', 'manager']
const everyone: readonly Role[] = ['clerk', ...leads]

/** For a section that is fetched when it is first opened. */
const later = (load: () => Promise<{ View: ComponentType }>): ComponentType =>
  lazy(() => load().then(({ View }) => ({ default: View })))

/** The words of section `x` stand in the locale as `overview:section.x`. */
export const sections: readonly Section[] = [
  { key: 'today', group: 'work', roles: leads, view: later(() => import('../today/View.tsx')) },
  { key: 'counts', group: 'work', roles: ['manager'], view: later(() => import('../reports/View.tsx')) },
  { key: 'office', group: 'work', roles: everyone, view: later(() => import('../office/View.tsx')) },
  { key: 'outages', group: 'work', roles: everyone, view: later(() => import('../outages/View.tsx')) },
  { key: 'tray', group: 'work', roles: everyone, view: later(() => import('../attachments/Tray.tsx')) },
  { key: 'investigations', group: 'work', roles: everyone, view: later(() => import('../shift/Investigations.tsx')) },
  { key: 'searches', group: 'work', roles: leads, view: later(() => import('../searches/View.tsx')) },
  { key: 'calendar', group: 'branch', roles: leads, view: later(() => import('../calendar/View.tsx')) },
  { key: 'people', group: 'branch', roles: ['manager'], view: later(() => import('../people/View.tsx')) },
  { key: 'computers', group: 'branch', roles: leads, view: later(() => import('../computers/View.tsx')) },
  { key: 'forms', group: 'branch', roles: leads, view: later(() => import('../formsAdmin/View.tsx')) },
  { key: 'journal', group: 'branch', roles: leads, view: later(() => import('../record/View.tsx')) },
  { key: 'entries', group: 'branch', roles: everyone, view: later(() => import('../entries/View.tsx')) },
  { key: 'looks', group: 'branch', roles: leads, view: later(() => import('../customers/Looks.tsx')) },
]

export const sectionsFor = (role: Role): readonly Section[] => sections.filter(({ roles }) => roles.includes(role))
