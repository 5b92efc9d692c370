// Back-pressure at headquarters: a steady number inside, everybody else in turn.
import fc from 'fast-check'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { holdBack, openPressure } from '../../hq/pressure.ts'

const limits = { atOnce: 2, waiting: 3, waitingOn: 5, longest: 30 }

test('no more are worked on at once than the limit, whoever comes and goes; the first to come is the first to begin', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), async (comes) => {
      const pressure = openPressure(limits, () => 0)
      const begun: number[] = []
      const inside: (() => void)[] = []
      let asked = 0
      let away = 0
      for (const one of comes) {
        if (one) {
          const place = asked++
          const { entry, leave } = pressure.enter('begins')
          void entry.then(({ ok }) => {
            if (!ok) {
              away += 1
              return
            }
            begun.push(place)
            inside.push(leave)
          })
        } else inside.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
        expect(inside.length).toBeLessThanOrEqual(limits.atOnce)
        expect(pressure.read()).toEqual({ inside: inside.length, waiting: asked - away - begun.length, sentAway: away })
        expect(pressure.read().waiting).toBeLessThanOrEqual(limits.waiting)
      }
      expect(begun).toEqual([...begun].sort((one, other) => one - other))
    }),
    { numRuns: 60 },
  )
})

test('who is sent away gets a later time than the one before, never more than the longest', async () => {
  const pressure = openPressure(limits, () => 0)
  for (let i = 0; i < limits.atOnce + limits.waiting; i++) pressure.enter('begins')
  const times: number[] = []
  for (let i = 0; i < 1200; i++) {
    const entry = await pressure.enter('begins').entry
    if (entry.ok) throw new Error('there was no place')
    times.push(entry.retryAfter)
  }
  expect(times[0]).toBe(1)
  expect(times[1199]).toBe(24)
  expect(times).toEqual([...times].sort((one, other) => one - other))
  for (let i = 0; i < 1200; i++) await pressure.enter('begins').entry
  const last = await pressure.enter('begins').entry
  expect(last.ok ? 0 : last.retryAfter).toBeLessThanOrEqual(limits.longest)
})

test('a place left twice is left once; who leaves the queue never takes one', async () => {
  const pressure = openPressure(limits, () => 0)
  const places = Array.from({ length: limits.atOnce + 2 }, () => pressure.enter('begins'))
  const [first, , third, fourth] = places
  third?.leave()
  first?.leave()
  first?.leave()
  expect(await fourth?.entry).toEqual({ ok: true })
  expect(pressure.read()).toMatchObject({ inside: limits.atOnce, waiting: 0 })
  for (const { leave } of places) leave()
  expect(pressure.read()).toMatchObject({ inside: 0, waiting: 0 })
})

test('who is in the middle of an exchange waits where who begins one is sent away', async () => {
  const pressure = openPressure(limits, () => 0)
  for (let i = 0; i < limits.atOnce + limits.waiting; i++) pressure.enter('begins')
  expect(await pressure.enter('begins').entry).toMatchObject({ ok: false })
  for (let i = limits.waiting; i < limits.waitingOn; i++) pressure.enter('goesOn')
  expect(pressure.read()).toMatchObject({ waiting: limits.waitingOn, sentAway: 1 })
  expect(await pressure.enter('goesOn').entry).toMatchObject({ ok: false })
})

test('a crowd at the door: so many are answered, the rest hear 429 with a time, and the next one after them is let in', async () => {
  const app = Fastify()
  const pressure = openPressure(limits)
  holdBack(app, pressure)
  const open = Promise.withResolvers<void>()
  app.post('/v1/heads', async () => {
    await open.promise
    return { ok: true }
  })
  const crowd = Array.from({ length: 12 }, () => app.inject({ method: 'POST', url: '/v1/heads' }))
  await Promise.race(crowd)
  open.resolve()
  const answers = await Promise.all(crowd)
  const away = answers.filter(({ statusCode }) => statusCode === 429)
  expect(away).toHaveLength(12 - limits.atOnce - limits.waiting)
  for (const { headers } of away) expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1)
  expect(pressure.read()).toMatchObject({ inside: 0, waiting: 0 })
  expect((await app.inject({ method: 'POST', url: '/v1/heads' })).statusCode).toBe(200)
})

test('who hangs up while he waits keeps no place: the next one is answered', async () => {
  const app = Fastify()
  const pressure = openPressure({ ...limits, atOnce: 1 })
  holdBack(app, pressure)
  const open = Promise.withResolvers<void>()
  app.post('/v1/heads', async () => {
    await open.promise
    return { ok: true }
  })
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/v1/heads`
  const ask = (signal?: AbortSignal) => fetch(url, { method: 'POST', ...(signal && { signal }) })
  const inside = ask()
  await expect.poll(() => pressure.read().inside).toBe(1)
  const hangsUp = new AbortController()
  const gone = ask(hangsUp.signal).catch(() => 'gone')
  await expect.poll(() => pressure.read().waiting).toBe(1)
  hangsUp.abort()
  expect(await gone).toBe('gone')
  await expect.poll(() => pressure.read().waiting).toBe(0)
  open.resolve()
  expect((await inside).status).toBe(200)
  expect((await ask()).status).toBe(200)
  await expect.poll(() => pressure.read()).toMatchObject({ inside: 0, waiting: 0 })
  await app.close()
})
