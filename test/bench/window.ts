/** What a person sees, in the real application: key → procedures, wrong number → word at the field, register → receipt. */
import { LEAST, openDesk } from '../journeys/desk.ts'
import { sayTimes } from './measure.ts'

type Desk = Awaited<ReturnType<typeof openDesk>>

/** A wrong check digit. */
const WRONG_IIN = '900315300124'

/**
 * From each key to the last change it caused in that part of the page, painted; keys that change nothing are not counted. Runs in the
 * page, so that the way from here to there is not measured.
 */
function watchPage(selector: string): void {
  const times: number[] = []
  let pressed: number | null = null
  Object.assign(window, { benchTimes: times })
  // A letter of another layout than the machine's arrives without a key.
  for (const event of ['keydown', 'beforeinput'])
    window.addEventListener(event, ({ timeStamp }) => (pressed = timeStamp), { capture: true })
  const isInside = ({ target }: MutationRecord) =>
    (target instanceof Element ? target : target.parentElement)?.closest(selector) != null
  new MutationObserver((changes) => {
    if (pressed === null || !changes.some(isInside)) return
    const began = pressed
    requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - began)))
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

/** The times of the changes since the key before; the last one of each key counts. */
async function afterKey({ window }: Desk, press: () => Promise<void>, settleMs = 250): Promise<number | undefined> {
  await window.evaluate(() => ((window as unknown as { benchTimes: number[] }).benchTimes.length = 0))
  await press()
  await window.waitForTimeout(settleMs)
  return window.evaluate(() => (window as unknown as { benchTimes: number[] }).benchTimes.at(-1))
}

const counted = (times: (number | undefined)[]) => times.filter((time) => time !== undefined)

export async function benchWindow(receipts: number): Promise<void> {
  const desk = await openDesk()
  const { window, hands } = desk
  await desk.signIn()

  await window.evaluate(watchPage, '#found')
  const queries = ['отменить регистрацию', 'розыск посылки', 'қызметкерге шағым', 'lost parcel']
  const keys: (number | undefined)[] = []
  for (const query of queries) {
    for (const letter of query) keys.push(await afterKey(desk, () => window.keyboard.insertText(letter).then(() => {})))
    await hands.press('Escape')
  }
  sayTimes('window: a key → procedures on the screen', counted(keys), 100)

  const wrong: (number | undefined)[] = []
  await window.evaluate(watchPage, '[data-field="iin"]')
  for (let i = 0; i < 20; i++) {
    // Of a field that has been left once it is said while it is typed: each time a form of its own.
    await desk.openForm(LEAST)
    await desk.input('iin').focus()
    await window.keyboard.insertText(WRONG_IIN)
    await window.waitForTimeout(60)
    wrong.push(await afterKey(desk, () => window.keyboard.press('Enter')))
  }
  sayTimes('window: Enter → the word at the wrong field', counted(wrong), 100)
  await hands.press('Escape')

  sayTimes('window: a key in a list of 200 numbers', await keysInAList(desk), 16)
  await hands.press('Escape')

  const shown: number[] = []
  for (let i = 0; i < receipts; i++) {
    await desk.openForm({ ...LEAST, last_name: `Сейітова-${String.fromCharCode(1072 + (i % 32))}` })
    shown.push(await untilReceipt(desk))
    await window.evaluate(() => location.assign('#/'))
    await window.locator('#ask').waitFor()
  }
  sayTimes('window: register → receipt on the screen', shown, 50)
  await desk.close()
}

/** What a key costs where two hundred judged numbers stand, without the frame that paints it. */
async function keysInAList(desk: Desk): Promise<number[]> {
  await desk.openForm(LEAST, 'OUTAGE-REPORT')
  const list = desk.input('items')
  await list.focus()
  await desk.window.keyboard.insertText(Array.from({ length: 200 }, (_, i) => `RR${473120170 + i}KZ`).join('\n'))
  await desk.window.waitForTimeout(500)
  return desk.window.evaluate(async () => {
    const spent: number[] = []
    for (let i = 0; i < 40; i++) {
      const began = performance.now()
      document.execCommand('insertText', false, '7')
      spent.push(performance.now() - began)
      await new Promise((done) => setTimeout(done, 60))
    }
    return spent
  })
}

/** From Ctrl Enter to the number on the screen, painted. */
async function untilReceipt({ window: page }: Desk): Promise<number> {
  await page.waitForTimeout(400)
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = 0
        window.addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true })
        const watcher = new MutationObserver(() => {
          if (!document.querySelector('.done .number')) return
          watcher.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)))
        })
        watcher.observe(document.body, { subtree: true, childList: true })
      }),
  )
  await page.keyboard.press('Control+Enter')
  return shown
}
