/** Every type that `data/forms` holds, from the customer's words to the slip; a new type is covered by being there. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shownFields, startingAnswers } from '../../domain/forms/answers.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import { language } from '../../domain/forms/schema.ts'
import { textOf } from '../paper/reading.ts'
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

  test('is found by its own words, checks what is typed, keeps it, prints its application, and is registered with the minimum and a slip', async () => {
    const { window } = desk
    // One language after the other: kk, ru, en.
    for (const key of ['F11', 'F2']) {
      await window.waitForTimeout(60)
      await window.keyboard.press(key)
    }
    await window.locator('#ask').waitFor()
    const speaks = language.parse(await window.locator('html').getAttribute('lang'))
    await window.locator('#ask').fill(form.words[speaks][0] ?? '')
    const found = window.locator('#found li')
    await window.locator(`#found-${code}`).waitFor()
    const ids = await found.evaluateAll((items) => items.map(({ id }) => id))
    expect(ids.indexOf(`found-${code}`)).toBe(0)
    await window.waitForTimeout(60)
    await window.keyboard.press('Enter')
    await window.locator('[data-field="last_name"]').waitFor()
    await desk.says(form.short[speaks], '.head')

    const [draft] = await desk.ask('drafts', 'list', {})
    expect(draft?.type).toBe(code)
    for (const { key, of } of checked) {
      const [wrong, right] = WRONG[of]
      await desk.write(key, wrong)
      const notes = desk.field(key).locator('.note.bad, .note.warn')
      await notes.first().waitFor()
      expect((await notes.first().textContent())?.trim().length).toBeGreaterThan(20)
      await desk.write(key, right)
      await expect.poll(() => notes.allTextContents()).toEqual([])
    }
    for (const [key, value] of Object.entries(LEAST)) await desk.write(key, String(value))
    await expect.poll(async () => (await desk.ask('drafts', 'list', {}))[0]?.answers).toMatchObject(LEAST)
    await desk.picture(`type-${code}-${speaks}`)
    expect(await misfits(window)).toEqual([])

    await window.keyboard.press('Control+p')
    expect(execFileSync('pdfinfo', [await kept(draft?.label ?? '')], { encoding: 'utf8' })).toMatch(
      /Page size:\s+59[45]\S* x 84[12]/,
    )

    await window.waitForTimeout(60)
    await window.keyboard.press('Control+Enter')
    const number = await desk.hands.number()
    const { rows } = await desk.cases(number)
    expect(rows).toMatchObject([{ type: code, number, applicant: 'Қасымова Айгүл', state: 'in_review' }])
    expect(textOf(await kept(number))).toContain(number)
    expect(await misfits(window)).toEqual([])
  })
})

/** The paper that was made under this name. */
async function kept(name: string): Promise<string> {
  const made = () => readdirSync(papers).find((file) => file.startsWith(`${name}-`))
  await expect.poll(made, { timeout: 20_000 }).toBeDefined()
  return join(papers, made() ?? '')
}
