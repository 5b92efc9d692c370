/** What the screens say of an outage while nobody has said anything official. */
import { expect, test } from 'vitest'
import form from '../../data/forms/OUTAGE-REPORT.json' with { type: 'json' }
import { en, kk, ru } from '../../renderer/locales/index.ts'
import { saidAs } from '../../renderer/outages/said.ts'

const OFFICIAL = /официал|ресми|official/i
const NONE_YET = /официального текста пока нет|ресми мәтін әлі жоқ|no official text yet/i
type Words = { outages: { bannerSaid: string; bannerNoText: string; noText: string } }
const bannerOf = ({ outages }: Words, text: string | null) =>
  outages[saidAs({ text })].replace('{{time}}', '10:47').replace('{{source}}', 'head office')

test('R-014 without an official text the line on every screen says that there is none, beside who spoke and when', () => {
  for (const words of [kk, ru, en]) {
    const line = bannerOf(words, null)
    expect(line).toMatch(NONE_YET)
    expect(line).toContain('head office')
    expect(line).toContain('10:47')
    expect(line.replace(NONE_YET, '')).not.toMatch(OFFICIAL)
    expect(words.outages.noText).toMatch(NONE_YET)
    expect(bannerOf(words, 'The app does not work.')).not.toMatch(NONE_YET)
  }
})

test('the step of the report does not send a clerk to read an official text that nobody has written', () => {
  const step = form.procedure.steps.find(({ key }) => key === 'news')
  expect(step?.text.ru).toContain('если он есть')
  expect(step?.text.kk).toContain('мәтін болса')
  expect(step?.text.en).toContain('if there is one')
})
