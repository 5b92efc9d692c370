// What the ledge says of the exchange: never more precise than it is, and never that it waits without saying for what.
import { createInstance, type TFunction } from 'i18next'
import { expect, test } from 'vitest'
import type { Exchange } from '../../electron/contract.ts'
import en from '../../renderer/locales/en/window.json' with { type: 'json' }
import kk from '../../renderer/locales/kk/window.json' with { type: 'json' }
import ru from '../../renderer/locales/ru/window.json' with { type: 'json' }
import { exchangeWords, leftWords } from '../../renderer/window/exchangeWords.ts'

const words = { kk, ru, en }
async function speaking(language: keyof typeof words): Promise<TFunction<'window'>> {
  const i18n = createInstance()
  await i18n.init({ lng: language, resources: { [language]: { window: words[language] } }, defaultNS: 'window' })
  return i18n.getFixedT(language, 'window')
}

test.each([
  {
    language: 'ru',
    said: ['меньше минуты', 'около 1 минуты', 'около 2 минут', 'около 15 минут', 'около 60 минут', 'больше часа'],
  },
  {
    language: 'en',
    said: [
      'less than a minute',
      'about 1 minute',
      'about 2 minutes',
      'about 15 minutes',
      'about 60 minutes',
      'over an hour',
    ],
  },
  {
    language: 'kk',
    said: [
      'бір минуттан аз',
      'шамамен 1 минут',
      'шамамен 2 минут',
      'шамамен 15 минут',
      'шамамен 60 минут',
      'бір сағаттан көп',
    ],
  },
] as const)('the time that is left, in $language', async ({ language, said }) => {
  const t = await speaking(language)
  const told = [59, 60, 61, 601, 3600, 3601].map((seconds) => leftWords(seconds, t))
  expect(told.map((text) => text.replace(/^осталось | left$| қалды$/, ''))).toEqual(said)
})

const silent: Exchange = {
  ...{ state: 'offline', offlineSince: null, nextTryAt: null, lastContactAt: null, waiting: 0, sending: null },
  ...{ givesUpAt: null, waitAsked: false, stuck: [], program: null, cable: null },
}
const soon = '2026-11-23T04:00:00Z'

test('the first try, a try under way, and a headquarters that asked to wait are told apart from a line that is down', async () => {
  const t = await speaking('en')
  const say = (part: Partial<Exchange>) => {
    const { look, state, more } = exchangeWords({ ...silent, ...part }, t, () => '09:00')
    return [look, state, more]
  }
  expect(say({ givesUpAt: soon })).toEqual(['', 'Reaching headquarters · intake works', null])
  const down = { offlineSince: soon, nextTryAt: soon }
  expect(say(down)).toEqual(['off', 'Offline since 09:00 · intake works', 'next try 09:00'])
  expect(say({ ...down, givesUpAt: soon })).toEqual(['off', 'Offline since 09:00 · intake works', 'trying now'])
  expect(say({ ...down, waitAsked: true })).toEqual([
    'off',
    'Headquarters asked to wait until 09:00 · intake works',
    null,
  ])
})

test('a computer that headquarters turns away says so, also when cases of it are refused', async () => {
  const t = await speaking('en')
  const stuck = [{ case: '1', number: null, reason: 'payload', refused: null }]
  const now: Exchange = { ...silent, state: 'turnedAway', stuck, waiting: 2 }
  expect(exchangeWords(now, t, () => '09:00')).toMatchObject({
    ...{ look: 'off', state: 'Headquarters does not know this computer · intake works', more: '2 waiting' },
  })
})
