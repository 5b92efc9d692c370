/**
 * One counter window for a journey: the real application, a person's hands on it (`hands`), and the calls its page could
 * make (`ask`), for what has to be there before the journey begins and for looking at what is recorded after it.
 */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answers, Language } from '../../domain/forms/schema.ts'
import type { Draft, Receipt } from '../../electron/contract.ts'
import { ru } from '../../renderer/locales/index.ts'
import { openCounter } from '../main/counter.ts'
import { atCounter, PEOPLE } from './counter.ts'

const PICTURES = join(import.meta.dirname, '../../out/test-logs/pictures')

export type Desk = Awaited<ReturnType<typeof openDesk>>
type Wishes = {
  home?: string
  language?: Language
  env?: Record<string, string | undefined>
  /** Further switches for Electron. */
  switches?: string[]
}

/** The least that can be registered. */
export const LEAST: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' }

export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'okno-journey-home-'))

/** Opens the demo's counter, without printer unless the environment names one. */
export async function openDesk({ home, language = 'ru', env = {}, switches = [] }: Wishes = {}) {
  const app = await openCounter({
    ...(home && { home }),
    switches,
    env: { OKNO_LANGUAGE: language, CUPS_SERVER: '/tmp/okno-no-such-cups.sock', ...env },
  })
  const { window, ask } = app
  const hands = atCounter(window)
  const signIn = (who: keyof typeof PEOPLE = 'clerk') => hands.signIn(PEOPLE[who])
  return {
    ...app,
    hands,
    signIn,
    /** Opens a draft as pressing the type does, and waits for its form. */
    async openForm(answers: Answers = {}, type = 'ACC-DEREG'): Promise<Draft> {
      const opened = await ask('drafts', 'open', { type, answers })
      if (!opened.ok) throw new Error(`no draft: ${opened.refusal.code}`)
      await window.evaluate((id) => location.assign(`#/draft/${id}`), opened.draft.id)
      await window.locator('[data-field]').first().waitFor()
      await window.waitForFunction(() => document.activeElement?.closest('[data-field]') !== null)
      return opened.draft
    },
    /** Registers without anybody at the keyboard. */
    async registered(answers: Answers = LEAST, type = 'ACC-DEREG', papers: Draft['papers'] = []): Promise<Receipt> {
      const opened = await ask('drafts', 'open', { type, answers })
      if (!opened.ok) throw new Error(`no draft: ${opened.refusal.code}`)
      const { id, kept, stepsDone, focus } = opened.draft
      if (papers.length > 0) {
        const filled = { id, type, answers: opened.draft.answers, kept, stepsDone, papers, focus }
        const saved = await ask('drafts', 'save', filled)
        if (!saved.ok) throw new Error(`not saved: ${saved.refusal.code}`)
      }
      const answer = await ask('cases', 'register', { draft: opened.draft.id })
      if (!answer.ok) throw new Error(`not registered: ${JSON.stringify(answer.refusal)}`)
      return answer.receipt
    },
    /** What the database says is registered. */
    async cases(find = '') {
      return ask('cases', 'page', {
        ...{ tab: 'all', find, types: [], sort: 'number', descending: false, offset: 0, limit: 500 },
      } as const)
    },
    /** F9, and from its menu a section, as whoever leads the branch opens it. */
    async openSection(key: keyof typeof ru.overview.section) {
      await hands.press('F9')
      await window.getByRole('button', { name: ru.overview.sections }).click()
      await window.locator('.section-menu').getByRole('button', { name: ru.overview.section[key], exact: true }).click()
    },
    field: (key: string) => window.locator(`[data-field="${key}"]`),
    input: (key: string) => window.locator(`[data-field="${key}"] input, [data-field="${key}"] textarea`).first(),
    /** Puts a text into a field in the place of what was there, and leaves the field. */
    async write(key: string, text: string) {
      const input = window.locator(`[data-field="${key}"] input, [data-field="${key}"] textarea`).first()
      await input.focus()
      // The field shows its whole content on being entered, and selects it in the next frame.
      await window.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      await input.selectText()
      await window.keyboard.insertText(text)
      await input.blur()
    },
    /** Process id of the part that writes; null while it is not there. */
    branchPid: () =>
      app.app.evaluate(
        ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Okno branch')?.pid ?? null,
      ),
    /** Waits for words anywhere in the window. */
    says: (text: string | RegExp, within = 'body') =>
      window.locator(within).getByText(text).first().waitFor({ timeout: 20_000 }),
    async picture(name: string) {
      mkdirSync(PICTURES, { recursive: true })
      await window.screenshot({ path: join(PICTURES, `${name}.png`) })
    },
  }
}
