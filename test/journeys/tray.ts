/** Papers that came without a case, at a desk where the case of Ерланов is registered: run as a part of that journey. */
import { expect, test } from 'vitest'
import { ru } from '../../renderer/locales/index.ts'
import type { Desk } from './desk.ts'
import { drop, photo } from './papers.ts'

export function papersInTheTray(at: () => Desk): void {
  test('papers in the tray: one goes to the case that a person names, with one key; another leaves it with a reason, one press', async () => {
    const desk = at()
    const { window, hands } = desk
    await hands.press('F9')
    await window.getByRole('tab', { name: ru.overview.section.tray }).click()
    await drop(window, '.tray', [
      { name: 'без-кода.jpg', bytes: photo('Без кода'), type: 'image/jpeg' },
      { name: 'пустой.jpg', bytes: photo(''), type: 'image/jpeg' },
    ])
    await window.locator('.tray-items button', { hasText: 'пустой.jpg' }).waitFor()
    await window.locator('.tray-items button', { hasText: 'без-кода.jpg' }).waitFor()
    await expect.poll(() => window.locator('.rail u').count()).toBeGreaterThan(0)
    await window.locator('.tray-find input').click()
    await hands.type('ерланов')
    await window.locator('.tray-found button.lit', { hasText: 'Ерланов' }).waitFor()
    await desk.picture('attachments-tray')
    await window.waitForTimeout(200)
    await hands.press('Enter')
    await window.locator('.tray-items button', { hasText: 'без-кода.jpg' }).waitFor({ state: 'hidden' })
    await window.locator('.tray-items button.lit', { hasText: 'пустой.jpg' }).waitFor()
    const [{ number = '', id = '' } = {}] = (await desk.cases('Ерланов')).rows
    await desk.says(`без-кода.jpg: приложено к обращению ${number}`, '.tray-laid')
    await desk.picture('attachments-laid')
    await window.locator('.tray-items button').first().click()
    await hands.press('Delete')
    await desk.says('Убрать из лотка: пустой.jpg?', '[role=dialog]')
    await hands.press('Digit2')
    await desk.says(ru.attachments.trayEmpty, '.tray')
    expect(await desk.ask('tray', 'list', {})).toEqual([])
    expect(await window.locator('.tray-laid').count()).toBe(0)
    const files = await desk.ask('attachments', 'list', { case: id })
    expect(files.map((file) => file.name)).toContain('без-кода.jpg')
  })
}
