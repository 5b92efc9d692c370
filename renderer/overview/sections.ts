/** What the branch sees of itself, a section each. Who may not see one does not find it in the list. */
import { type ComponentType, lazy } from 'react'
import type { Role } from '../../domain/people/person.ts'

type Section = { key: string; roles: readonly Role[]; view: ComponentType }

const leads: readonly Role[] = ['shift_lead', 'manager']
const everyone: readonly Role[] = ['clerk', ...leads]

/** For a section that is fetched when it is first opened. */
const later = (load: () => Promise<{ View: ComponentType }>): ComponentType =>
  lazy(() => load().then(({ View }) => ({ default: View })))

/** The words of section `x` stand in the locale as `overview:section.x`. */
export const sections: readonly Section[] = [
  { key: 'outages', roles: everyone, view: later(() => import('../outages/View.tsx')) },
  { key: 'tray', roles: everyone, view: later(() => import('../attachments/Tray.tsx')) },
  { key: 'calendar', roles: leads, view: later(() => import('../calendar/View.tsx')) },
  { key: 'searches', roles: leads, view: later(() => import('../searches/View.tsx')) },
  { key: 'looks', roles: leads, view: later(() => import('../customers/Looks.tsx')) },
  { key: 'forms', roles: leads, view: later(() => import('../formsAdmin/View.tsx')) },
]
