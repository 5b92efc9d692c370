/** How long ago the ground of a rule was last read by a person. An old one still counts; it is only said. */
import { addMonths, type Day } from '../calendar/days.ts'
import type { Basis } from './schema.ts'

/** Whether more than `months` have passed since it was checked. */
export const isOldBasis = ({ checkedOn }: Pick<Basis, 'checkedOn'>, today: Day, months: number): boolean =>
  addMonths(checkedOn, months) < today
