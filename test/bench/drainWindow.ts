/**
 * The window while a backlog goes: the longest task of the page's own thread from the moment headquarters is back until nothing
 * waits, with the queue on the screen, against the same window for as long when nothing happens.
 */
import { rmSync } from 'node:fs'
import { openDesk } from '../journeys/desk.ts'
import { openSlowLine } from '../sync/parts/slowLine.ts'
import { branchOffline } from './drain.ts'
import { tasksDuring } from './frames.ts'
import { openGround } from './ground.ts'
import { say } from './measure.ts'

const MOST_MS = 50

export async function benchDrainWindow(cases: number): Promise<void> {
  const ground = await openGround()
  const home = await branchOffline(cases)
  const hq = await ground.raise()
  const line = await openSlowLine(hq.url)
  line.leadTo(null)
  const desk = await openDesk({ home, env: { OKNO_HQ_URL: line.url, OKNO_ENROL_CODE: await hq.code('A') } })
  try {
    await desk.signIn('lead')
    await desk.hands.press('F3')
    await desk.window.locator('.queue tbody tr').first().waitFor()
    let ms = 0
    const tasks = await tasksDuring(desk, async () => {
      const began = performance.now()
      line.leadTo(hq.url)
      await desk.ask('workspace', 'tryNow', {})
      while ((await desk.ask('workspace', 'exchange', {})).waiting > 0) await desk.window.waitForTimeout(250)
      ms = performance.now() - began
    })
    const resting = await tasksDuring(desk, () => desk.window.waitForTimeout(ms))
    const value = Math.max(...tasks)
    const against = { name: 'the same window at rest', value: Math.max(...resting) }
    say({
      ...{ name: `drain, ${cases} cases: longest task of the window, processor time`, value, unit: 'ms', against },
      ...{ ratio: value / against.value, goal: `<= ${MOST_MS} ms`, ok: value <= MOST_MS, of: tasks.length },
    })
  } finally {
    await desk.close()
    await line.close()
    await hq.stop()
    await ground.close()
    rmSync(home, { recursive: true, force: true })
  }
}
