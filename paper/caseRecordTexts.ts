/** The words of the record of a case; all three languages hold the same. */
import type { Language } from '../domain/forms/schema.ts'
import en from './texts/caseRecord.en.json' with { type: 'json' }
import kk from './texts/caseRecord.kk.json' with { type: 'json' }
import ru from './texts/caseRecord.ru.json' with { type: 'json' }

export type RecordTexts = typeof kk
export const RECORD_TEXTS: Record<Language, RecordTexts> = { kk, ru, en }

/** A word by its path (`event.caseRegistered`); null where there is none. */
export function wordAt(texts: RecordTexts, ...path: string[]): string | null {
  let here: unknown = texts
  for (const part of path)
    here = typeof here === 'object' && here !== null && Object.hasOwn(here, part) ? Reflect.get(here, part) : undefined
  return typeof here === 'string' ? here : null
}

/** `23.11.2026 10:47:06` in a zone, how far that is from UTC (`UTC+05:00`), and in UTC, with the day where it is another one. */
export function writeSecond(moment: string, timeZone: string): { local: string; offset: string; utc: string } {
  const parts = (zone: string, more: Intl.DateTimeFormatOptions = {}) => {
    const format = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      ...more,
    })
    const found = format.formatToParts(new Date(moment))
    return (type: string) => found.find((part) => part.type === type)?.value ?? ''
  }
  const write = (of: (type: string) => string) =>
    `${of('day')}.${of('month')}.${of('year')} ${of('hour')}:${of('minute')}:${of('second')}`
  const local = parts(timeZone, { timeZoneName: 'longOffset' })
  const [here, utc] = [write(local), write(parts('UTC'))]
  const offset = local('timeZoneName').replace('GMT', 'UTC')
  return {
    local: here,
    offset: offset === 'UTC' ? 'UTC+00:00' : offset,
    utc: `${utc.slice(0, 10) === here.slice(0, 10) ? utc.slice(11) : utc} UTC`,
  }
}
