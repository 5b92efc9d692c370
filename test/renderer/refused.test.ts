// What headquarters did not take, at the branch: who may mark it as put right can, anybody else reads who may.
import { createInstance } from 'i18next'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Role } from '../../domain/people/person.ts'
import { en, kk, ru } from '../../renderer/locales/index.ts'
import { Refused } from '../../renderer/office/Refused.tsx'
import { type Desk, DeskContext } from '../../renderer/window/workspace.ts'

const words = { kk, ru, en }
const one = {
  ...{ case: '0197a000-0000-7000-8000-000000000001', number: '0712-A26-00001-7K4MX', reason: 'consent' },
  refused: {
    ...{ type: 'consentGiven', at: '2026-11-22T05:00:00.000Z' },
    entry: { line: '0712-A', seq: 3, hash: 'a'.repeat(64) },
  },
}

async function shownTo(role: Role, language: keyof typeof words): Promise<string> {
  const i18n = createInstance()
  await i18n.init({ lng: language, resources: { [language]: words[language] }, interpolation: { escapeValue: false } })
  const desk = { person: { role }, workspace: { branch: { timeZone: 'Asia/Almaty' } } } as Desk
  const place = { ssrPath: '/overview/office', children: createElement(Refused, { one }) }
  const atDesk = createElement(DeskContext, { value: desk }, createElement(Router, place))
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, atDesk))
}

test.each(['kk', 'ru', 'en'] as const)('who may not repair a refused record reads who may, in %s', async (language) => {
  const { open, who } = words[language].office.repair
  const off = new RegExp(`aria-disabled="true"[^>]*>${open}<`)
  const clerk = await shownTo('clerk', language)
  expect(clerk).toMatch(off)
  expect(clerk).toContain(`>${who}<`)
  for (const role of ['shift_lead', 'manager'] as const) {
    const lead = await shownTo(role, language)
    expect(lead).toContain(`>${open}<`)
    expect(lead).not.toMatch(off)
    expect(lead).not.toContain(who)
  }
})
