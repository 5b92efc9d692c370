/**
 * The lists of 100,000 cases under a wheel that turns without a pause, in the real application. A machine that others use
 * too, without a graphics card, drops frames of its own: so the same wheel turns over a list of empty rows in the same
 * window, in turns with the list, and what counts is the difference.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { openDesk } from '../journeys/desk.ts'
import { percentile, say } from './measure.ts'

type Desk = Awaited<ReturnType<typeof openDesk>>
/** `review`: F4; `queue`: F3. Which element scrolls, and its row's height in pixels. */
const lists = {
  review: { key: 'F4', scroller: '.review-rows', row: 'li.review-line' },
  queue: { key: 'F3', scroller: '.queue', row: 'tbody tr' },
} as const
type List = (typeof lists)[keyof typeof lists]

/** A frame of 60 a second, in milliseconds. */
const FRAME_MS = 1000 / 60
const ROUNDS = 4
/** Some rows a second more than a person reads: a wheel that is spun. */
const PIXELS_A_SECOND = 2_400
const SECONDS = 5

/** Lays a list of empty rows over the list that is measured, of the same size and height of rows. */
function layBare([scroller, row]: readonly [string, string]): void {
  const list = document.querySelector(scroller)
  const height = document.querySelector(`${scroller} ${row}`)?.getBoundingClientRect().height ?? 40
  if (!list) throw new Error(`there is no ${scroller}`)
  const { left, top, width, height: tall } = list.getBoundingClientRect()
  const bare = document.createElement('div')
  bare.id = 'bare'
  bare.style.cssText = `position:fixed;z-index:9999;overflow:auto;background:#fff;left:${left}px;top:${top}px;width:${width}px;height:${tall}px`
  for (let i = 0; i < 2_000; i++) {
    const line = document.createElement('div')
    line.style.cssText = `height:${height}px;border-bottom:1px solid #ddd`
    bare.append(line)
  }
  document.body.append(bare)
}

/** Turns the wheel over the middle of `at` and answers with the milliseconds between frames and how far it came. */
async function spin({ window }: Desk, at: string): Promise<{ frames: number[]; moved: number }> {
  const box = await window.locator(at).boundingBox()
  if (!box) throw new Error(`there is no ${at}`)
  const client = await window.context().newCDPSession(window)
  const from = await window.evaluate((selector) => {
    const frames: number[] = []
    let last = performance.now()
    let on = true
    const next = (now: number) => {
      frames.push(now - last)
      last = now
      if (on) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    Object.assign(window, { benchFrames: frames, benchStop: () => (on = false) })
    return document.querySelector(selector)?.scrollTop ?? 0
  }, at)
  await client.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: -PIXELS_A_SECOND * SECONDS,
    speed: PIXELS_A_SECOND,
    gestureSourceType: 'mouse',
  })
  const { frames, to } = await window.evaluate((selector) => {
    const { benchFrames, benchStop } = window as unknown as { benchFrames: number[]; benchStop: () => void }
    benchStop()
    return { frames: benchFrames, to: document.querySelector(selector)?.scrollTop ?? 0 }
  }, at)
  await client.detach()
  // The first lies between two turns of the wheel.
  return { frames: frames.slice(2), moved: to - from }
}

const traced = z.object({
  traceEvents: z.array(
    z.looseObject({ name: z.string(), ph: z.string(), pid: z.int(), tid: z.int(), tdur: z.number().optional() }),
  ),
})

/**
 * Milliseconds of processor time of each task of the page's own thread while something happens. What other programs take
 * from the machine is not in it: a frame that no task holds up for 16.7 ms is dropped by nothing of ours.
 */
export async function tasksDuring({ app }: Desk, happens: () => Promise<unknown>): Promise<number[]> {
  const included_categories = ['toplevel', 'disabled-by-default-devtools.timeline']
  await app.evaluate(({ contentTracing }, wish) => contentTracing.startRecording(wish), { included_categories })
  await happens()
  const path = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const text = readFileSync(path, 'utf8')
  rmSync(path)
  const { traceEvents } = traced.parse(JSON.parse(text))
  const pages = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && isMain(args))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pages.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
}

const isMain = (args: unknown): boolean => z.object({ name: z.literal('CrRendererMain') }).safeParse(args).success

const dropped = (frames: readonly number[]) =>
  frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0)
/** Of the frames that should have been shown, how many were not. */
const share = (frames: readonly number[]) => dropped(frames) / (dropped(frames) + frames.length)

/** `folder` holds the workspace and stays as it was: what is measured is a copy. */
export async function benchFrames(folder: string, count: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'okno-bench-window-'))
  cpSync(folder, home, { recursive: true })
  const desk = await openDesk({ home })
  try {
    await desk.signIn('lead')
    for (const [name, list] of Object.entries(lists)) await benchList(desk, name, list, count)
  } finally {
    await desk.close()
    rmSync(home, { recursive: true, force: true })
  }
}

async function benchList(desk: Desk, name: string, { key, scroller, row }: List, count: number): Promise<void> {
  await desk.hands.press(key)
  await desk.window.locator(`${scroller} ${row}`).first().waitFor()
  // The first turn reads what is read once; it counts for nobody.
  await desk.window.waitForTimeout(1_000)
  await spin(desk, scroller)
  const real: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const one = await spin(desk, scroller)
    if (one.moved < (PIXELS_A_SECOND * SECONDS) / 2) throw new Error(`${name} came only ${one.moved} px far`)
    real.push(...one.frames)
    await desk.window.evaluate(layBare, [scroller, row] as const)
    bare.push(...(await spin(desk, '#bare')).frames)
    await desk.window.evaluate(() => document.querySelector('#bare')?.remove())
  }
  const of = real.length
  const words = `${name}, ${count} cases, wheel`
  const against = (value: number) => ({ name: 'empty rows in the same window', value })
  const [lost, bareLost] = [share(real), share(bare)]
  say({
    ...{ name: `${words}: frames dropped`, value: lost * 100, unit: '%', against: against(bareLost * 100), of },
    ...{ ratio: null, goal: '<= 1 % more than the empty rows', ok: lost - bareLost <= 0.01 },
  })
  const [longest, bareLongest] = [Math.max(...real), Math.max(...bare)]
  say({
    ...{ name: `${words}: longest frame`, value: longest, unit: 'ms', against: against(bareLongest), of },
    ...{ ratio: null, goal: '<= 33 ms more than the empty rows', ok: longest - bareLongest <= 33 },
  })
  say({
    ...{ name: `${words}: frame p99`, value: percentile(real, 0.99), unit: 'ms', of },
    ...{ against: against(percentile(bare, 0.99)), ratio: percentile(real, 0.99) / percentile(bare, 0.99) },
    ...{ goal: '', ok: true },
  })
  // What taking away the empty rows costs is not the list's.
  await desk.window.waitForTimeout(1_000)
  const tasks = await tasksDuring(desk, () => spin(desk, scroller))
  await desk.window.evaluate(layBare, [scroller, row] as const)
  // Laying two thousand rows is a task of its own.
  await desk.window.waitForTimeout(1_000)
  const bareTasks = await tasksDuring(desk, () => spin(desk, '#bare'))
  await desk.window.evaluate(() => document.querySelector('#bare')?.remove())
  say({
    ...{ name: `${words}: longest task of the page, processor time`, value: Math.max(...tasks), unit: 'ms' },
    ...{ against: against(Math.max(...bareTasks)), ratio: null, of: tasks.length },
    ...{ goal: '<= 16.7 ms', ok: Math.max(...tasks) <= FRAME_MS },
  })
  const [busy, bareBusy] = [part(tasks), part(bareTasks)]
  say({
    ...{ name: `${words}: processor time of the page`, value: busy, unit: '%', of: tasks.length },
    ...{ against: against(bareBusy), ratio: busy / bareBusy, goal: '<= 50 % of one core', ok: busy <= 50 },
  })
}

/** Of one core, while the wheel turned. */
const part = (tasks: readonly number[]) => tasks.reduce((sum, ms) => sum + ms, 0) / (SECONDS * 10)
