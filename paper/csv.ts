/**
 * A table for a spreadsheet: UTF-8 with a byte order mark, semicolons and CR LF, which is what a spreadsheet set to Kazakh,
 * Russian or Polish opens without asking (RFC 4180 but for the separator). Nothing in it runs.
 */

/** A spreadsheet runs what begins like this. */
const FORMULA = /^[=+\-@\t\r]/

/** One cell: what a spreadsheet would run or split stands in it as text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** All lines, the head first. */
export const csv = (lines: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${lines.map((line) => `${line.map(cell).join(';')}\r\n`).join('')}`
