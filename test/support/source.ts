/**
 * Looks through the program's own source for what must be data: numbers of days, months and hours that a term is made of,
 * and telephone numbers. Reads the syntax tree, so that comments and look-alikes do not count.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '../..')
export const ROOMS = ['domain', 'electron', 'renderer', 'hq', 'paper', 'trust']

export type Source = { file: string; text: string }
/** `at`: `file:line`; `code`: the expression that holds the number. */
export type Found = { at: string; code: string }

export function programSources(): Source[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ file: `${room}/${name}`, text: readFileSync(join(root, room, name), 'utf8') })),
  )
}

/** A name that says its value counts time as terms do. */
const TIME = /(day|week|month|year|hour|term|deadline|holiday)s?($|[^a-z])/i
const timeName = (name: string): boolean =>
  TIME.test(name.replace(/([a-z])([A-Z])/g, '$1_$2')) && !/(_ms|Ms)$/i.test(name)
/** Functions that move a date or a moment. */
const MOVES =
  /^(add|plus|minus|sub|subtract|set|after|before|workingDay)\w*(Days?|Weeks?|Months?|Years?|Hours?|Date)\w*$/
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** One step forward or back is arithmetic, not a term. */
const isStep = (value: number): boolean => Math.abs(value) <= 1

function numberIn(node: ts.Node): number | null {
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''))
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const inner = numberIn(node.operand)
    return inner === null ? null : -inner
  }
  if (ts.isParenthesizedExpression(node)) return numberIn(node.expression)
  return null
}

const isUnit = (node: ts.Node, text: string): boolean => {
  const value = numberIn(node)
  return value === DAY_MS || value === HOUR_MS || (value === null && /(day|hour|week)_?ms\b/i.test(text))
}

/** Numbers of days, months or hours written into the code. */
export function termConstants({ file, text }: Source): Found[] {
  const tree = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: Found[] = []
  const say = (node: ts.Node) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
    found.push({ at: `${file}:${line + 1}`, code: node.getText(tree).replaceAll(/\s+/g, ' ').slice(0, 120) })
  }
  const visit = (node: ts.Node): void => {
    if (holdsTerm(node, tree)) say(node)
    else ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** The value of a product of numbers: `3 * 24 * 60 * 60 * 1000`. */
function folded(node: ts.Node): number | null {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken) {
    const [left, right] = [folded(node.left), folded(node.right)]
    return left === null || right === null ? null : left * right
  }
  return ts.isParenthesizedExpression(node) ? folded(node.expression) : numberIn(node)
}

/** So many hours or days in milliseconds; one of either is a unit. */
const isSpan = (value: number | null): boolean =>
  value !== null && value > HOUR_MS && value !== DAY_MS && value % HOUR_MS === 0

function holdsTerm(node: ts.Node, tree: ts.SourceFile): boolean {
  if (isSpan(folded(node))) return true
  const textOf = (one: ts.Node) => one.getText(tree)
  const amount = (one: ts.Node | undefined): boolean => {
    const value = one ? numberIn(one) : null
    return value !== null && value !== 0
  }
  const many = (one: ts.Node | undefined): boolean => {
    const value = one ? numberIn(one) : null
    return value !== null && !isStep(value)
  }
  // addDays(x, 10), date.plusMonths(2)
  if (ts.isCallExpression(node)) {
    const name = textOf(node.expression).split('.').at(-1) ?? ''
    if (MOVES.test(name)) return node.arguments.some((argument) => many(argument) || hasArithmetic(argument, many))
    return false
  }
  // { days: 10 }, { amount: 3, unit: 'working_days' }
  if (ts.isPropertyAssignment(node)) {
    const name = textOf(node.name)
    if (timeName(name) && amount(node.initializer)) return true
    const siblings = ts.isObjectLiteralExpression(node.parent) ? node.parent.properties : []
    return (
      name === 'amount' && amount(node.initializer) && siblings.some((one) => one.name && textOf(one.name) === 'unit')
    )
  }
  // const SOON_DAYS = 2, (days = 10) =>
  if (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isPropertyDeclaration(node)
  )
    return timeName(textOf(node.name)) && many(node.initializer)
  if (ts.isBinaryExpression(node)) {
    const { left, right } = node
    switch (node.operatorToken.kind) {
      // 3 * 86_400_000, 2 * DAY_MS
      case ts.SyntaxKind.AsteriskToken:
        return (isUnit(left, textOf(left)) && many(right)) || (isUnit(right, textOf(right)) && many(left))
      // daysLeft <= 2, waitedHours > 24
      case ts.SyntaxKind.LessThanToken:
      case ts.SyntaxKind.LessThanEqualsToken:
      case ts.SyntaxKind.GreaterThanToken:
      case ts.SyntaxKind.GreaterThanEqualsToken:
      case ts.SyntaxKind.EqualsEqualsEqualsToken:
      case ts.SyntaxKind.ExclamationEqualsEqualsToken:
        return (isTimeValue(left) && many(right)) || (isTimeValue(right) && many(left))
      default:
        return false
    }
  }
  // “within 10 days” as a text of the program
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return saysTerm(node.text)
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return saysTerm(node.text)
  return false

  function isTimeValue(one: ts.Node): boolean {
    const name = ts.isPropertyAccessExpression(one) ? textOf(one.name) : ts.isIdentifier(one) ? one.text : ''
    return timeName(name)
  }
}

/** `getDate() + 10` inside an argument. */
function hasArithmetic(node: ts.Node, many: (one: ts.Node) => boolean): boolean {
  return ts.isBinaryExpression(node) && (many(node.left) || many(node.right))
}

const SAYS =
  /\b\d+[ \u00a0-](calendar |working )?(days?|weeks?|months?|hours?)\b|\b\d+[ \u00a0](дн|день|дней|месяц|час|күн|жұмыс күн|ай |сағат)/i
const saysTerm = (text: string): boolean => SAYS.test(text)

/** Telephone numbers: eight digits or more written as people write a phone, after + or 8, or a short code to be dialled. */
const PHONE = /(?<![\w.#-])(\+\d[\d ()-]{6,}\d|8[ (-]+\d{3}[\d ()-]{5,}\d|tel:\d+|14\d{2}(?=\D|$))(?![\w-])/g

/** In texts of the program only: numbers of the program itself are no phones. */
export function phoneNumbers({ file, text }: Source): Found[] {
  const tree = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: Found[] = []
  const visit = (node: ts.Node): void => {
    const isWords =
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    if (isWords)
      for (const [code] of node.text.matchAll(PHONE)) {
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
        found.push({ at: `${file}:${line + 1}`, code })
      }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}
