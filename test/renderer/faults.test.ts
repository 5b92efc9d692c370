/** Faults of form files on the screen: every code has its words in the three languages, with the same facts in them. */
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { FAULTS, type FaultCode, inEnglish, SHAPES } from '../../domain/forms/faults.ts'
import { en, kk, ru } from '../../renderer/locales/index.ts'

const codes = Object.keys(FAULTS) as FaultCode[]
const gaps = (text: string, gap: RegExp) => [...text.matchAll(gap)].map(([, name]) => name).sort()

test.each([
  ['kk', kk],
  ['ru', ru],
  ['en', en],
])('every fault and every shape has its words in %s, with the facts that its code has', (_, { formsAdmin }) => {
  expect(Object.keys(formsAdmin.fault).sort()).toEqual([...codes].sort())
  expect(Object.keys(formsAdmin.shape).sort()).toEqual(Object.keys(SHAPES).sort())
  for (const code of codes)
    expect([code, ...gaps(formsAdmin.fault[code], /\{\{(\w+)\}\}/g)]).toEqual([
      code,
      ...gaps(FAULTS[code], /\{(\w+)\}/g),
    ])
})

test('what a form file says stands in the words as it is: nothing of it is read as words of the window', async () => {
  const words = i18next.createInstance()
  await words.init({ resources: { en }, lng: 'en', ns: Object.keys(en), interpolation: { escapeValue: false } })
  const facts = { value: '"$t(formsAdmin:back) {{value}} <b>"' }
  expect(words.t('fault.cannotBe', { ns: 'formsAdmin', ...facts })).toBe(inEnglish('cannotBe', facts))
})
