/** Every type that `data/forms` holds, from the customer's words to its form, and some to the slip; a new type is covered by being there. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shownFields, startingAnswers } from '../../domain/forms/answers.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import { type Form, type Language, language } from '../../domain/forms/schema.ts'
import { papersIn, textOf } from '../paper/reading.ts'
import { shippedCatalogue, shippedForms } from '../support/catalogue.ts'
import { type Desk, LEAST, openDesk } from './desk.ts'
import { misfits } from './fitting.ts'

let desk: Desk
let papers: string
const catalogue = shippedCatalogue()

beforeAll(async () => {
  papers = mkdtempSync(join(tmpdir(), 'okno-papers-'))
  // The printer itself is the matter of other journeys: here each paper is kept as it would go to one.
  desk = await openDesk({ language: 'en', env: { OKNO_PDF_DIR: papers } })
  await desk.signIn()
})
afterAll(async () => {
  await desk?.close()
  rmSync(papers, { recursive: true, force: true })
})

/** For each kind: what no document has, and the same as it should be. */
const WRONG = { iin: ['900315400127', '900315400126'], track: ['RR123456786KZ', 'RR123456785KZ'] } as const

describe.each(shippedForms())('%s', (code) => {
  const form = formOf(catalogue, code)
  if (!form) throw new Error(`${code} is not in force`)
  const fields = shownFields(catalogue, form, startingAnswers(catalogue, form))
  const checked = fields.flatMap(({ key, rare, type }) =>
    !rare && type.kind === 'identifier' && (type.of === 'track' || type.of === 'iin') ? [{ key, of: type.of }] : [],
  )

  test('is found by its own words, opens with a key and checks what is typed', async () => {
    const { window } = desk
    await toSearch()
    await nextLanguage()
    await findAndOpen(form)
    for (const { key, of } of checked) {
      const [wrong, right] = WRONG[of]
      await desk.write(key, wrong)
      const notes = desk.field(key).locator('.note.bad, .note.warn')
      await notes.first().waitFor()
      expect((await notes.first().textContent())?.trim().length).toBeGreaterThan(20)
      await desk.write(key, right)
      await expect.poll(() => notes.allTextContents()).toEqual([])
    }
    expect(await misfits(window)).toEqual([])
  })
})

/** What each type has on its papers is proved with the papers, and each is registered beside: here each language has its turn. */
test.each(language.options.map((speaks, i) => [speaks, shippedForms()[i * 7] ?? '']))(
  'in %s %s goes from the customer’s words to its application, and registered with the minimum to its slip',
  async (speaks, code) => {
    const { window } = desk
    const form = formOf(catalogue, code)
    if (!form) throw new Error(`${code} is not in force`)
    await toSearch()
    let spoken = await nextLanguage()
    while (spoken !== speaks) spoken = await nextLanguage()
    const draft = await findAndOpen(form)
    for (const [key, value] of Object.entries(LEAST)) await desk.write(key, String(value))
    await expect
      .poll(async () => (await desk.ask('drafts', 'list', {})).find(({ id }) => id === draft.id)?.answers)
      .toMatchObject(LEAST)
    await desk.picture(`type-${code}-${speaks}`)

    await window.keyboard.press('Control+p')
    expect(execFileSync('pdfinfo', [await kept(draft.label)], { encoding: 'utf8' })).toMatch(
      /Page size:\s+59[45]\S* x 84[12]/,
    )

    await window.waitForTimeout(60)
    await window.keyboard.press('Control+Enter')
    const number = await desk.hands.number()
    const { rows } = await desk.cases(number)
    expect(rows).toMatchObject([{ type: code, number, applicant: 'Қасымова Айгүл', state: 'in_review' }])
    expect(textOf(await kept(number))).toContain(number)
    expect(await misfits(window)).toEqual([])
  },
)

/** One language after the other: kk, ru, en. Answers with the one that is spoken now. */
async function nextLanguage(): Promise<Language> {
  const html = desk.window.locator('html')
  const before = await html.getAttribute('lang')
  await desk.hands.press('F11')
  await expect.poll(() => html.getAttribute('lang')).not.toBe(before)
  return language.parse(await html.getAttribute('lang'))
}

/** The next customer: what was begun for the one before is thrown away. */
async function toSearch() {
  await desk.hands.press('F2')
  await desk.window.locator('#ask').waitFor()
  for (const { id } of await desk.ask('drafts', 'list', {}))
    await desk.ask('drafts', 'discard', { id, reason: 'other' })
}

/** From the customer's own words to the open form; answers with its draft. */
async function findAndOpen(form: Form) {
  const { window } = desk
  const speaks = language.parse(await window.locator('html').getAttribute('lang'))
  await window.locator('#ask').fill(form.words[speaks][0] ?? '')
  await window.locator(`#found-${form.code}`).waitFor()
  const ids = await window.locator('#found li').evaluateAll((items) => items.map(({ id }) => id))
  expect(ids.indexOf(`found-${form.code}`)).toBe(0)
  await window.waitForTimeout(60)
  await window.keyboard.press('Enter')
  await window.locator('[data-field="last_name"]').waitFor()
  await desk.says(form.short[speaks], '.head')
  const [draft] = await desk.ask('drafts', 'list', {})
  if (draft?.type !== form.code) throw new Error(`not ${form.code} but ${draft?.type} was opened`)
  return draft
}

/** The paper that was made under this name. */
async function kept(name: string): Promise<string> {
  const made = () => papersIn(papers).find((file) => file.startsWith(`${name}-`))
  await expect.poll(made, { timeout: 20_000 }).toBeDefined()
  return join(papers, made() ?? '')
}
