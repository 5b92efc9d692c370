// The number of a registration waits for nothing but the registration's own answer: neither for the whole case nor for the slip.
import { QueryClientProvider } from '@tanstack/react-query'
import { createInstance } from 'i18next'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { afterEach, expect, test, vi } from 'vitest'
import { Router } from 'wouter'
import { formOf } from '../../domain/forms/catalogue.ts'
import { ru } from '../../renderer/locales/index.ts'
import { type Desk, DeskContext } from '../../renderer/window/workspace.ts'
import { branch, catalogue, slipCase } from '../paper/model.ts'

afterEach(() => void vi.unstubAllGlobals())

test('the number stands there before the case has been read', async () => {
  const formVersion = formOf(catalogue, 'ACC-DEREG')?.version
  const receipt = {
    ...slipCase(),
    formVersion,
    printed: 0,
    case: '0197a000-0000-7000-8000-0000000000ca',
    qr: 'x',
    copies: 1 as const,
  }
  vi.stubGlobal('document', { documentElement: { dataset: {} }, querySelector: () => null })
  vi.stubGlobal('localStorage', { getItem: () => null })
  const { Done } = await import('../../renderer/receipt/Done.tsx')
  const { queryClient } = await import('../../renderer/api.ts')
  const i18n = createInstance()
  await i18n.init({ lng: 'ru', resources: { ru }, interpolation: { escapeValue: false } })
  const desk = { person: { role: 'clerk' }, workspace: { catalogue, branch } } as unknown as Desk
  queryClient.setQueryData(['cases', 'receipt', receipt.case], receipt)
  const place = { ssrPath: `/receipt/${receipt.case}`, children: createElement(Done, { id: receipt.case }) }
  const atDesk = createElement(DeskContext, { value: desk }, createElement(Router, place))
  const asking = createElement(QueryClientProvider, { client: queryClient }, atDesk)
  const page = renderToStaticMarkup(createElement(I18nextProvider, { i18n }, asking))
  expect(page).toContain(`>${receipt.number}<`)
  expect(page).toContain('slip-pane')
  expect(page).not.toContain('<iframe')
})
