/** Equipment fails, programs die, people mistype: the window says what happened and what is safe, and nothing is lost or doubled. */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ru } from '../../renderer/locales/index.ts'
import { type Cups, startCups } from '../support/cups.ts'
import { type Desk, freshHome, LEAST, openDesk } from './desk.ts'

const homes: string[] = []
const home = () => {
  const fresh = freshHome()
  homes.push(fresh)
  return fresh
}
afterAll(() => {
  for (const one of homes) rmSync(one, { recursive: true, force: true, maxRetries: 5 })
})

let cups: Cups
beforeAll(async () => {
  cups = await startCups()
})
afterAll(() => cups?.stop())
const withPrinter = () => ({ CUPS_SERVER: cups.server, OKNO_PRINTER: 'PDF' })
const printed = async () => (await cups.outputFiles()).length

const killBranch = async (desk: Desk) => process.kill((await desk.branchPid()) ?? Number.NaN, 'SIGKILL')

describe('at a desk with a printer', () => {
  let desk: Desk
  let disk: string | null = null
  const place = home()
  beforeAll(async () => {
    if (process.getuid?.() === 0) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', place])
      disk = place
    }
    desk = await openDesk({ home: place, env: withPrinter() })
    await desk.signIn()
  })
  afterAll(async () => {
    await desk?.close()
    if (disk) execFileSync('umount', ['--lazy', disk])
  })
  const total = async () => (await desk.cases()).total
  const isPrinted = (number: string) =>
    expect.poll(async () => (await desk.cases(number)).rows[0]?.slips, { timeout: 15_000 }).toBe(1)

  test('a wrong check digit is said at its field in each language, and the case is taken only with “so in the document”', async () => {
    const { window } = desk
    const before = await total()
    await desk.openForm(LEAST)
    await desk.write('iin', '900315400127')
    const tick = (words: string) => desk.field('iin').locator('.tick', { hasText: new RegExp(words, 'i') })
    for (const [language, words, soIs] of [
      ['en', 'check digit', 'so in the document'],
      ['kk', 'Бақылау цифры', 'құжатта солай'],
      ['ru', 'Контрольная цифра не сходится', 'так в документе'],
    ] as const) {
      while ((await window.locator('html').getAttribute('lang')) !== language) await desk.hands.press('F11')
      await desk
        .field('iin')
        .locator('.note.bad', { hasText: new RegExp(words, 'i') })
        .waitFor()
      await tick(soIs).waitFor()
      await desk.picture(`wrong-digit-${language}`)
    }
    await desk.hands.register()
    await window.locator('.banner.bad').waitFor()
    await expect.poll(desk.hands.focusedField).toBe('iin')
    expect(await total()).toBe(before)
    await pressSlowly(tick('так в документе'))
    await desk.hands.register()
    const number = await desk.hands.number()
    const { rows } = await desk.cases(number)
    const detail = await desk.ask('cases', 'detail', { id: rows[0]?.id ?? '' })
    expect(detail?.registered).toMatchObject({ kept: ['iin'], answers: { iin: '900315400127' } })
    await isPrinted(number)
  })

  /** As long as a finger rests on a button: a click counts only where the form has not moved meanwhile. */
  async function pressSlowly(what: Locator) {
    await what.hover()
    await desk.window.mouse.down()
    await wait(150)
    await desk.window.mouse.up()
  }

  test('what a field has to say when it is left does not move the form under the finger that leaves it', async () => {
    await desk.openForm({ ...LEAST, last_name: 'Тұрсынова', phone: '+77017654321' })
    await desk.input('iin').focus()
    // Of nobody who was here before: that would be said over the form, and move it for its own reason.
    await desk.window.keyboard.insertText('870506400315')
    const tick = desk.field('id_seen').locator('.tick')
    await pressSlowly(tick)
    expect(await tick.locator('input').isChecked()).toBe(true)
    await desk.field('iin').locator('.note.bad').waitFor()
    await desk.hands.press('Escape')
    // Parked, and only then gone: the next form opened meanwhile would be left again.
    await desk.window.locator('#ask').waitFor()
  })

  /** Ctrl Enter while the disk takes nothing, and again when it does. */
  async function notRecordedThenOnce(name: string, begin: () => unknown, end: () => unknown, why: string) {
    const { window, hands } = desk
    await desk.openForm(LEAST)
    await expect.poll(async () => (await cups.jobs()).length).toBe(0)
    const before = { cases: await total(), papers: await printed() }
    await begin()
    try {
      await desk.write('patronymic', 'Болатқызы')
      await hands.register()
      const banner = window.locator('.banner.bad', { hasText: 'Не записано. Номера нет, поля целы' })
      await banner.getByText(why).waitFor({ timeout: 30_000 })
      await desk.picture(`not-recorded-${name}`)
      expect(await window.evaluate(() => location.hash)).toMatch(/^#\/draft\//)
      expect(await desk.input('patronymic').inputValue()).toBe('Болатқызы')
      expect({ cases: await total(), papers: await printed() }).toEqual(before)
    } finally {
      await end()
    }
    await hands.register()
    const number = await hands.number()
    await desk.says('талон напечатан')
    const { rows } = await desk.cases(number)
    expect(rows).toMatchObject([{ applicant: 'Қасымова Айгүл Болатқызы' }])
    expect({ cases: await total(), papers: await printed() }).toEqual({
      cases: before.cases + 1,
      papers: before.papers + 1,
    })
  }

  test('F-1 another program holds the database: not recorded, form filled, nothing printed; afterwards Ctrl Enter registers once', async () => {
    const other = new Database(join(desk.workspace, 'okno.db'))
    await notRecordedThenOnce(
      'locked',
      () => other.exec('BEGIN IMMEDIATE'),
      () => other.exec('ROLLBACK'),
      'Данные заняты другой программой',
    )
    other.close()
  })

  const isRoot = process.getuid?.() === 0
  test('the disk is full: not recorded, form filled, nothing printed; afterwards Ctrl Enter registers once', async () => {
    const filler = join(desk.home, 'filler')
    const pid = await desk.branchPid()
    await notRecordedThenOnce(
      'full',
      () => {
        const other = new Database(join(desk.workspace, 'okno.db'))
        other.pragma('wal_checkpoint(TRUNCATE)')
        other.close()
        if (isRoot) fill(filler)
        else execFileSync('prlimit', ['--pid', String(pid), '--fsize=0:unlimited'])
      },
      () => {
        if (isRoot) rmSync(filler)
        else execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited'])
      },
      isRoot ? 'Диск заполнен' : 'Запись на диск не прошла',
    )
  })

  test('the disk takes no write any more: not recorded, form filled, nothing printed; afterwards Ctrl Enter registers once', async () => {
    const pid = String(await desk.branchPid())
    await notRecordedThenOnce(
      'no-write',
      () => execFileSync('prlimit', ['--pid', pid, '--fsize=0:unlimited']),
      () => execFileSync('prlimit', ['--pid', pid, '--fsize=unlimited:unlimited']),
      'Запись на диск не прошла',
    )
  })

  test.each([
    ['stopped', 'принтер остановлен', () => cups.disable('PDF'), () => cups.enable('PDF')],
    ['rejecting', 'принтер не принимает', () => cups.reject('PDF'), () => cups.accept('PDF')],
  ] as const)(
    'a %s printer: the slip is not printed, the number is valid; later it prints as the first one, no duplicate',
    async (state, words, stop, start) => {
      await desk.openForm(LEAST)
      const before = await printed()
      await stop()
      await desk.hands.register()
      const number = await desk.hands.number()
      // In a hurry, before anybody knows what became of the slip.
      await desk.hands.press('Enter')
      await desk.says(`Талон не напечатан: ${words}. Номер действует`)
      await desk.window.locator('.banner', { hasText: number }).waitFor({ timeout: 5_000 })
      // The customer has no proof: Enter says so instead of turning to the next one, until it was written by hand.
      await desk.window.locator('.hands').waitFor()
      await desk.hands.press('Enter')
      await desk.says(ru.receipt.lack.byHand, '.mantine-Notifications-notification')
      await desk.picture(`printer-${state}`)
      expect((await desk.cases(number)).rows).toMatchObject([{ slips: 0 }])
      expect(await cups.jobs()).toEqual([])
      await desk.hands.press('Space')
      await desk.hands.press('Enter')
      await desk.window.locator('#ask').waitFor()
      await start()
      await desk.window.evaluate(() => history.back())
      expect(await desk.hands.number()).toBe(number)
      await desk.hands.press('Control+p')
      await desk.says('талон напечатан')
      expect((await desk.cases(number)).rows).toMatchObject([{ slips: 1 }])
      expect(await printed()).toBe(before + 1)
      await desk.hands.press('Enter')
      await desk.window.locator('#ask').waitFor()
    },
  )

  test('the part that writes is killed while a form is filled: the window says so, it comes back, not a letter is lost', async () => {
    const { window, hands } = desk
    await desk.openForm(LEAST)
    await desk.input('patronymic').focus()
    await hands.type('Нұр')
    await killBranch(desk)
    await hands.type('ланқызы')
    await desk.says('Часть, которая записывает, запускалась заново. Войдите снова: поля целы')
    await desk.picture('writer-restarted')
    await desk.signIn()
    await window.locator('[data-field="patronymic"]').waitFor()
    expect(await desk.input('patronymic').inputValue()).toBe('Нұрланқызы')
    await hands.register()
    const number = await hands.number()
    expect((await desk.cases(number)).rows).toMatchObject([{ applicant: 'Қасымова Айгүл Нұрланқызы' }])
    await isPrinted(number)
  })

  test('a part that writes that dies again and again: the page says what is safe, and trying again brings the desk back', async () => {
    const { window } = desk
    const stopped = window.getByText('остановился несколько раз подряд')
    let reloaded = false
    let said = false
    for (let limit = Date.now() + 25_000; Date.now() < limit && !(await stopped.isVisible()); await wait(60)) {
      const pid = await desk.branchPid().catch(() => null)
      if (pid) process.kill(pid, 'SIGKILL')
      if (pid && !reloaded) {
        reloaded = true
        await window.reload()
      }
      if (!said && (await window.locator('.down').isVisible())) {
        said = true
        await desk.says('Часть, которая записывает, не отвечает')
        await desk.picture('down')
      }
    }
    await stopped.waitFor()
    expect(said).toBe(true)
    await desk.says('Выданные номера действуют')
    await desk.picture('stopped')
    await window.getByRole('link', { name: 'Попробовать снова' }).click()
    await desk.signIn()
    await desk.hands.press('F3')
    await window.locator('.queue tbody tr').first().waitFor()
  })

  test('the application dies while a slip prints: at the next start the uncertain slip is asked about: “yes” counts it, “no” lets the next one be the first', async () => {
    const hold = (until: 'indefinite' | 'no-hold') =>
      execFileSync('lpadmin', ['-p', 'PDF', '-o', `job-hold-until-default=${until}`])
    for (const [key, slips] of [
      ['Digit1', 1],
      ['Digit2', 0],
    ] as const) {
      await desk.openForm(LEAST)
      hold('indefinite')
      await desk.hands.register()
      const number = await desk.hands.number()
      await expect.poll(async () => (await cups.jobs()).length, { timeout: 15_000 }).toBe(1)
      await desk.kill()
      execFileSync('cancel', ['-a'])
      hold('no-hold')

      desk = await openDesk({ home: place, env: withPrinter() })
      await desk.signIn()
      await desk.says(number)
      await desk.says('вышел из принтера?')
      await desk.picture('uncertain-print')
      await desk.hands.press(key)
      await desk.window.locator('[role=dialog]').waitFor({ state: 'hidden' })
      expect((await desk.cases(number)).rows).toMatchObject([{ slips }])
      expect(await desk.ask('printing', 'uncertain', {})).toEqual([])
    }
  })
})

/** Fills what is left of the disk, to the last block. */
function fill(file: string) {
  for (const size of [8_388_608, 65_536, 4096])
    for (;;)
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
      } catch {
        break
      }
}
