/**
 * Looks at the window as a person with a ruler would: nothing wider than its place, no word cut off, no key of a
 * missing translation. Names may end in an ellipsis (a title tells the rest); everything else must be read whole.
 */
import type { Page } from 'playwright-core'

/** What carries words of the program and must be read whole. */
const WORDS =
  '.f > label > span:first-child, .seg label, button, kbd, .chip, h1, h2, h3, dt, th, .ledge span, .rail button, .tabs button, .tick span, .note, .hint'
/** Places where a name of a person, a procedure or a case may be longer than its room. */
const MAY_END_IN_DOTS = '.type-cell, .cell-applicant, .found, .parked, .print-state, .mantine-Spotlight-root'

/** Every place where something does not fit, in words. */
export function misfits(window: Page): Promise<string[]> {
  return window.evaluate(
    ([words, dots]) => {
      const said = (node: Element) => (node.textContent ?? '').trim().slice(0, 60)
      const shown = [...document.querySelectorAll<HTMLElement>(words)].filter(
        (node) => node.checkVisibility() && node.clientWidth > 0 && !node.closest('.sr') && !node.closest(dots),
      )
      const cut = shown
        .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
        .map((node) => `cut: ${node.tagName} “${said(node)}” ${node.scrollWidth} > ${node.clientWidth}`)
      const root = document.documentElement
      const wide = [
        root,
        ...document.querySelectorAll<HTMLElement>('.sheet, .head, .act, .ledge, .top, .form-body, .cols > *'),
      ]
        .filter((node) => node.scrollWidth > node.clientWidth + 1)
        .map((node) => `too wide: ${node.className || node.tagName} ${node.scrollWidth} > ${node.clientWidth}`)
      const keys = (
        document.body.textContent.match(
          /\b(?:ui|window|signin|intake|receipt|queue|case|finding)[:.][a-z]\w*(?:\.\w+)*|\{\{\w+/g,
        ) ?? []
      ).map((key) => `no words for: ${key}`)
      return [...cut, ...wide, ...keys]
    },
    [WORDS, MAY_END_IN_DOTS] as const,
  )
}

/** What can be pressed now and has something lying over it, in words. */
export function covered(window: Page): Promise<string[]> {
  return window.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]')].flatMap((node) => {
      const { left, top, width, height } = node.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const isShown = node.checkVisibility() && width > 0 && x > 0 && y > 0 && x < innerWidth && y < innerHeight
      const over = isShown ? document.elementFromPoint(x, y) : null
      const isNews = over?.closest('.mantine-Notification-root') ?? null
      return isNews && !isNews.contains(node) ? [`${node.tagName} “${node.textContent?.slice(0, 40)}”`] : []
    }),
  )
}
