/**
 * An amount of money as people write it: with groups, with the currency of the branch beside it or without. Which of two
 * amounts was meant is never guessed, and an amount of another currency is not read as one of ours.
 */
import type { PostCountry } from '../identifiers/postcode.ts'

export type ReadAmount =
  | { ok: true; amount: string }
  /** It reads in two ways: `one` with the mark between groups, `other` with the mark before the smaller coin. */
  | { ok: false; why: 'ambiguous'; one: string; other: string }
  | { ok: false; why: 'otherCurrency' | 'none' }

/** How the branch's own currency is written beside an amount, in lower case and without a full stop. */
const CURRENCY: Record<PostCountry, readonly string[]> = {
  KZ: ['₸', 'kzt', 'тенге', 'теңге', 'тг', 'тнг', 'тңг', 'tenge', 'teñge', 'tg', 'tng'],
  RU: ['₽', 'rub', 'rur', 'рубль', 'рубля', 'рублей', 'рубли', 'руб', 'р'],
  PL: ['pln', 'zł', 'zl', 'złoty', 'złote', 'złotych', 'zloty', 'zlote', 'zlotych', 'злотый', 'злотых', 'зл'],
}

/** Between the letters or signs on either side stands what may be a number. */
const BESIDE = /^([^\d\s.,'’-]*)\.?\s*(.*?)\s*([^\d\s.,'’-]*)\.?$/u

/** `5 000,50 ₸` → `5000.50`, `5000тенге` → `5000.00`; `5.000` reads in two ways. */
export function readAmount(text: string, country: PostCountry): ReadAmount {
  const [, before = '', number = '', after = ''] = BESIDE.exec(text.trim().toLowerCase()) ?? []
  const beside = [before, after].filter(Boolean)
  if (!/^\d/.test(number) || beside.length > 1) return { ok: false, why: 'none' }
  if (beside.some((word) => !CURRENCY[country].includes(word))) {
    const others = Object.values(CURRENCY).flat()
    return {
      ok: false,
      why: beside.some((word) => FOREIGN.test(word) || others.includes(word)) ? 'otherCurrency' : 'none',
    }
  }
  return readNumber(number)
}

/** Signs of money anywhere, and the codes met most at a counter. */
const FOREIGN = /^(\p{Sc}|usd|eur|cny|uzs|kgs|gbp|долл.*|евро|сом|сум|юан.*|doll.*|euro?s?)$/u

function readNumber(typed: string): ReadAmount {
  const groups = typed.split(/[\s\u00a0\u202f'’]+/u)
  const plain = groups.join('')
  const whole = /^(\d+?)([.,]\d+)?$/.exec(groups.at(-1) ?? '')?.[1] ?? ''
  // Apart from one another only groups of three belong together.
  const grouped = groups.length > 1
  if (
    grouped &&
    !(
      groups.slice(1, -1).every((one) => /^\d{3}$/.test(one)) &&
      whole.length === 3 &&
      /^\d{1,3}$/.test(groups[0] ?? '')
    )
  )
    return /^\d+$/.test(plain) && groups.length === 2 ? twoWays(groups[0] ?? '', groups[1] ?? '') : NONE
  const simple = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(plain)
  if (simple) return amount(simple[1] ?? '', simple[2])
  if (grouped) return NONE
  const one = /^(\d{1,3})[.,](\d{3})$/.exec(plain)
  if (one) return twoWays(one[1] ?? '', one[2] ?? '')
  const many = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/.exec(plain)
  return many ? amount((many[1] ?? '').replaceAll(/[.,]/g, ''), many[3]) : NONE
}

const NONE: ReadAmount = { ok: false, why: 'none' }

const twoWays = (first: string, rest: string): ReadAmount => ({
  ok: false,
  why: 'ambiguous',
  one: `${first}${rest}`,
  other: `${first},${rest.slice(0, 2).padEnd(2, '0')}`,
})

function amount(whole: string, coins = ''): ReadAmount {
  const digits = whole.replace(/^0+(?=\d)/, '')
  return digits.length > 12 ? NONE : { ok: true, amount: `${digits}.${coins.padEnd(2, '0')}` }
}
