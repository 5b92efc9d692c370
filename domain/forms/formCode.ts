/**
 * What the 2-D code on a printed form says: which form in which version, and whose sheet it is. No personal data: a sheet
 * that lies about tells a reader of codes nothing that its heading does not say.
 */

/** `label` of the draft; null on a blank, which is nobody's yet. The parts stand apart by colons. */
export const formCode = (form: { code: string; version: number }, label: string | null): string =>
  ['okno', 'form', form.code, String(form.version), ...(label === null ? [] : [label])].join(':')

/** The same on a letter with an answer: `number` of its case. Such a sheet comes back signed and is no application. */
export const answerCode = (form: { code: string; version: number }, number: string): string =>
  ['okno', 'answer', form.code, String(form.version), number].join(':')
