/**
 * What a paper is about, so that a second one on the same matter is known: the item, the account, the login, the transfer.
 * Which fields say so is data of the form (`matter`). The type of the paper does not count: who asks for a trace of
 * an item today and complains of its delivery tomorrow comes with one matter.
 */
import { fieldsOf } from '../forms/catalogue.ts'
import type { Answers, AnswerValue, Catalogue, FieldType, Form } from '../forms/schema.ts'

/** What stands there instead of a number (`б/н`, `-`, `0`) makes no two papers alike. */
const LEAST = 3

/** `track:RR123456785KZ`, `account_no:1200345`; each once. `answers` as stored. */
export function matterKeys(catalogue: Catalogue, form: Form, answers: Answers): string[] {
  const own = new Set(form.matter ?? [])
  const keys = fieldsOf(catalogue, form)
    .filter(({ key }) => own.has(key))
    .flatMap(({ key, type }) => {
      const kind = type.kind === 'identifier' || type.kind === 'list' ? type.of : key
      return values(answers[key]).flatMap((value) => {
        const said = plain(value)
        return names(type, said) ? [`${kind}:${said}`] : []
      })
    })
  return [...new Set(keys)]
}

/** Letters and digits only, so that `12-345 6` is `123456`. */
const plain = (value: string): string =>
  value
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** A value from a list and an e-mail need no digit; a number that somebody typed does. */
const names = (type: FieldType, said: string): boolean =>
  type.kind === 'choice' ? said !== '' : said.length >= LEAST && (type.kind === 'login' || /\p{N}/u.test(said))

const values = (value: AnswerValue | undefined): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((entry): entry is string => typeof entry === 'string')
      : []
