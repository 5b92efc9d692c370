// A branch and a headquarters of different versions: cases are kept, and the ledge says which of the two must be updated.
import { createInstance } from 'i18next'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION as CURRENT } from '../../domain/wire/version.ts'
import { startCourier } from '../../electron/branch/courier/courier.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { exchange } from '../../electron/contract.ts'
import en from '../../renderer/locales/en/window.json' with { type: 'json' }
import kk from '../../renderer/locales/kk/window.json' with { type: 'json' }
import ru from '../../renderer/locales/ru/window.json' with { type: 'json' }
import { exchangeWords } from '../../renderer/window/exchangeWords.ts'
import { openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!holds()) {
    if (Date.now() > end) throw new Error('it never came to that')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const words = { kk, ru, en }

test.each([
  { program: 'tooOld', oldest: CURRENT + 1, current: CURRENT + 2 },
  { program: 'tooNew', oldest: 1, current: CURRENT - 1 },
] as const)(
  'W-2 $program for headquarters: nothing is sent that it does not serve, the case waits, and the ledge says it in each language',
  async ({ program, oldest, current }) => {
    const { hq, code, counter, numbersAtHq } = openBench()
    const desk = await counter().certified()
    const { branch } = await desk.start()
    const { number } = await desk.register()
    // The other program does not exist yet, or any more: it serves from `oldest` to `current`.
    let other = true
    const fetch: Fetch = async (url, { headers, body }) => {
      const said = Number(headers['okno-protocol'])
      if (other && (said < oldest || said > current))
        return new Response(JSON.stringify({ code: 'version', oldest, current }), { status: 426 })
      const { pathname } = new URL(url)
      const answer = await hq.app.inject({ method: 'POST', url: pathname, headers, payload: body, remoteAddress: code })
      return new Response(answer.body, { status: answer.statusCode })
    }
    let courier = startCourier(branch, { hqUrl: 'https://hq.test', enrolCode: null, fetch })
    await until(() => branch.status.read().program === program)
    const shown = exchange.parse(await (await desk.start()).call('workspace.exchange', {}))
    expect(shown).toMatchObject({ state: 'turnedAway', program, waiting: 1, stuck: [] })
    for (const [language, window] of Object.entries(words)) {
      const i18n = createInstance()
      await i18n.init({ lng: language, resources: { [language]: { window } }, defaultNS: 'window' })
      const said = exchangeWords(shown, i18n.getFixedT(language, 'window'), (at) => at)
      expect(said).toMatchObject({ look: 'off', state: window.ledge.program[program] })
    }
    expect(await desk.deliveries()).toEqual({ [number]: 'waiting' })
    await courier.stop()
    other = false
    courier = startCourier(branch, { hqUrl: 'https://hq.test', enrolCode: null, fetch })
    await until(() => branch.status.read().state === 'online' && branch.status.read().program === null)
    await courier.stop()
    expect(await numbersAtHq()).toEqual([number])
  },
)
