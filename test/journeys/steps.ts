/** Steps of a procedure that need a photo, at a desk where files are taken in already: run as a part of that journey. */
import { expect, test } from 'vitest'
import type { Attached } from '../../electron/contract.ts'
import { ru } from '../../renderer/locales/index.ts'
import { type Desk, LEAST } from './desk.ts'

type At = {
  desk: Desk
  filesOf: (draft: string) => Promise<Attached[]>
  /** Waits until so many files have been taken in and their pages can be shown. */
  taken: (draft: string, count: number) => Promise<Attached[]>
}

export function stepsWithEvidence(at: () => At): void {
  test('R-031 step 1 of CLAIM-DAMAGE cannot be passed without a photo or a reason, and the reason stays in the history of the case', async () => {
    const { desk } = at()
    const { window, hands } = desk
    await desk.openForm({ ...LEAST, last_name: 'Тастанова' }, 'CLAIM-DAMAGE')
    const step = window.locator('.steps li').first()
    const ticked = () => step.locator('.step').getAttribute('aria-pressed')
    await step.locator('.step').click({ force: true })
    await desk.says(ru.attachments.lacks.photo, '.steps')
    expect(await ticked()).toBe('false')

    await desk.field('photos').scrollIntoViewIfNeeded()
    await desk.field('photos').locator('button').first().focus()
    await window.locator('.steps li.now .step-evidence').waitFor()
    await hands.press('Alt+w')
    await hands.type('нет')
    await hands.press('Enter')
    expect(await ticked()).toBe('false')
    await hands.type(' упаковки, выброшена дома')
    await hands.press('Enter')
    await expect.poll(ticked).toBe('true')
    expect(await hands.focusedField()).toBe('photos')
    await hands.register()
    await hands.number()
    const { rows } = await desk.cases('Тастанова')
    const detail = await desk.ask('cases', 'detail', { id: rows[0]?.id ?? '' })
    expect(detail?.registered.stepReasons).toEqual({ photo: 'нет упаковки, выброшена дома' })
    await hands.press('Alt+o')
    await desk.says('Без снимка: нет упаковки, выброшена дома', '.history')
  })

  test('R-031 the camera takes the photo at once: it is the step’s evidence, and without it the step is open again', async () => {
    const { desk, filesOf, taken } = at()
    const { window, hands } = desk
    const draft = await desk.openForm({ ...LEAST, last_name: 'Оспанов' }, 'CLAIM-DAMAGE')
    await desk.field('photos').scrollIntoViewIfNeeded()
    await desk.field('photos').locator('button').first().focus()
    await window.locator('.steps li.now .step-evidence').getByRole('button', { name: ru.attachments.photo }).click()
    await window.locator('.camera video').waitFor()
    await window.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
    await hands.press('Space')
    await desk.says('Сделан 1 снимок')
    await desk.picture('attachments-camera')
    await hands.press('Escape')
    const [file] = await taken(draft.id, 1)
    expect(file).toMatchObject({ kind: 'jpg', paper: 'photos' })
    const step = window.locator('.steps li').first().locator('.step')
    await step.click()
    await expect.poll(() => step.getAttribute('aria-pressed')).toBe('true')
    await window.locator('.about-row').getByRole('button', { name: ru.attachments.remove }).click()
    await window.locator('.about-row').getByRole('button', { name: ru.attachments.removeSure }).click()
    await expect.poll(() => step.getAttribute('aria-pressed')).toBe('false')
    expect(await filesOf(draft.id)).toEqual([])
  })
}
