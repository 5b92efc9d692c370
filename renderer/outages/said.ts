/** Where no official text has come nothing may look like one: then the line says that there is none, and who spoke. */
import type { OutageView } from '../../electron/contract.ts'

/** The words of the banner about what was said; both keys name the time and the source. */
export const saidAs = ({ text }: Pick<OutageView, 'text'>): 'bannerSaid' | 'bannerNoText' =>
  text === null ? 'bannerNoText' : 'bannerSaid'
