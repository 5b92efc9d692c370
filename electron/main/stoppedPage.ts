/**
 * What the window shows when the branch process cannot run: what happened, what is safe, what to press. Plain HTML, so that
 * it depends on nothing that may be broken.
 */
import type { Language } from '../../domain/forms/schema.ts'
import { html } from '../../paper/html.ts'
import { CLOSE, TRY_AGAIN } from './addresses.ts'
import type { Stopped } from './branch.ts'
import en from './texts/en.json' with { type: 'json' }
import kk from './texts/kk.json' with { type: 'json' }
import ru from './texts/ru.json' with { type: 'json' }

const TEXTS = { kk, ru, en }
const KNOWN = ['held', 'future', 'damaged', 'oldSqlite', 'exited'] as const

const STYLE = `
  body { margin: 0; background: #e4eaeb; color: #12212a; font: 14px/20px Inter, "Noto Sans", sans-serif }
  header { height: 40px; -webkit-app-region: drag }
  main { margin: 12vh auto; width: 560px; padding: 32px; background: #fff; border-radius: 8px }
  h1 { margin: 0 0 12px; font-size: 20px; line-height: 28px }
  p { margin: 0 0 12px } dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 0 0 16px }
  dt { color: #465760 } dd { margin: 0; font-weight: 500; overflow-wrap: anywhere }
  a { display: inline-block; padding: 8px 16px; border-radius: 4px; background: #005a6b; color: #fff; text-decoration: none }
  a.second { background: none; color: #005a6b }
  a:focus-visible { outline: 2px solid #a67900; outline-offset: 2px }
`

/** The page; `nonce` marks its style for the policy of the window. */
export function stoppedPage(why: Stopped, language: Language, nonce: string): string {
  const say = TEXTS[language].stopped
  const known = KNOWN.find((code) => code === why.code) ?? 'other'
  const row = (label: string, value: string | null) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : html``)
  const facts = why.holder
    ? [
        row(say.heldBy, why.holder.person),
        row(say.computer, `${why.holder.computer} (${why.holder.pid})`),
        row(say.since, why.holder.since.replace('T', ' ').replace(/\..*|Z$/, ' UTC')),
      ]
    : [row(known === 'exited' ? say.technical : say.detail, why.message)]
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${say.title}</title>
<style nonce="${nonce}">${html.trusted(STYLE)}</style></head>
<body><header></header><main role="alert"><h1>${say.title}</h1><p>${say[known]}</p><dl>${facts}</dl>${known === 'damaged' ? '' : html`<p>${say.safe}</p>`}${known === 'held' ? '' : html`<p>${say.next}</p>`}
<a href="${TRY_AGAIN}" autofocus>${say.tryAgain}</a> <a class="second" href="${CLOSE}">${say.close}</a></main></body></html>`
    .text
}
