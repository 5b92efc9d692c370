// What the ledge says of the exchange: never more precise than it is, and never that it waits without saying for what.
import { createInstance, type TFunction } from 'i18next'
import { expect, test } from 'vitest'
import type { Exchange } from '../../electron/contract.ts'
import { apartIn } from '../../renderer/computers/stands.ts'
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
  ...{ givesUpAt: null, waitAsked: false, trouble: false, stuck: [], program: null, cable: null },
  ...{ obstacle: null, files: { count: 0, done: 0, bytes: 0 } },
}
const soon = '2026-11-23T04:00:00Z'
/** Twenty minutes before that. */
const early = Date.parse('2026-11-23T03:40:00Z')

/** What the ledge says in English; the minute of any other time than `soon` is its own. */
const sayingOn = (t: TFunction<'window'>) => {
  const time = (at: string) => (at === soon ? '09:00' : at.slice(11, 16))
  return (part: Partial<Exchange>, ms = early) => {
    const { look, state, more } = exchangeWords({ ...silent, ...part }, t, time, ms)
    return [look, state, more]
  }
}

test('the first try, a try under way, and a headquarters that asked to wait are told apart from a line that is down', async () => {
  const say = sayingOn(await speaking('en'))
  expect(say({ givesUpAt: soon })).toEqual(['', 'Reaching headquarters · intake works', null])
  const down = { offlineSince: soon, nextTryAt: soon }
  expect(say(down)).toEqual(['off', 'Offline since 09:00 · intake works', 'next try 09:00'])
  expect(say({ ...down, givesUpAt: soon })).toEqual(['off', 'Offline since 09:00 · intake works', 'trying now'])
  expect(say({ ...down, waitAsked: true })).toEqual([
    'off',
    'Headquarters asked to wait until 09:00 · intake works',
    'nothing sent since 09:00',
  ])
  expect(say({ ...down, trouble: true, waiting: 2 })).toEqual([
    'off',
    'Trouble at headquarters since 09:00 · intake works',
    '2 waiting · next try 09:00',
  ])
})

test('nobody is told to wait for a time that the clock shows already, or that is over', async () => {
  const say = sayingOn(await speaking('en'))
  const down = { offlineSince: '2026-11-23T03:00:00Z', nextTryAt: '2026-11-23T03:40:30Z' }
  for (const ms of [early, Date.parse('2026-11-23T03:41:10Z')]) {
    expect(say(down, ms)[2]).toBe('next try in a moment')
    expect(say({ ...down, waitAsked: true }, ms).slice(1)).toEqual([
      'Headquarters asked to wait, next try in a moment · intake works',
      'nothing sent since 03:00',
    ])
  }
  expect(say(down, Date.parse('2026-11-23T03:39:50Z'))[2]).toBe('next try 03:40')
})

test('nothing is all sent while a file waits', async () => {
  const say = sayingOn(await speaking('en'))
  const well = { state: 'online' as const, lastContactAt: soon }
  expect(say(well)).toEqual(['', 'Online · all sent', 'exchange 09:00'])
  const files = { count: 1, done: 0, bytes: 900_000 }
  expect(say({ ...well, files })).toEqual(['', 'Online', '1 file waiting'])
  expect(say({ ...well, files: { ...files, count: 2 }, waiting: 3 })).toEqual(['', 'Online', '3 waiting and 2 files'])
})

test('a computer that is not enrolled says what keeps it from that', async () => {
  const say = sayingOn(await speaking('en'))
  const state = 'notEnrolled' as const
  const words = (obstacle: Exchange['obstacle'], waiting = 0) => say({ state, obstacle, waiting })[2]
  expect(words({ why: 'usedCode', branch: null })).toBe('the code was used before')
  expect(words({ why: 'otherBranch', branch: '0713' })).toBe('the code is of branch 0713')
  expect(words({ why: 'usedCode', branch: null }, 1)).toBe('1 waiting')
})

test('that the others are not seen is told from its time on, not when the screen happens to be drawn again', () => {
  const at = Date.parse('2026-11-23T04:00:08Z')
  const away = { apartAt: '2026-11-23T04:00:08Z' }
  expect([-8000, -5000, 0, 60_000].map((later) => apartIn(away, at + later))).toEqual([8000, 5000, 0, 0])
  expect(apartIn({ apartAt: null }, at)).toBeNull()
})

test('a case of which two records were refused is one case, and hides nothing that waits beside it', async () => {
  const say = sayingOn(await speaking('en'))
  const entry = (hash: string) => ({ entry: { line: '', seq: 1, hash }, type: 'caseRegistered', at: soon })
  const stuck = [entry('a'), entry('b')].map((refused) => ({ case: '1', number: 'N', reason: 'payload', refused }))
  expect(say({ state: 'stuck', stuck, waiting: 1 })).toEqual(['stuck', '1 case not accepted by HQ', '1 waiting'])
  const broken = { case: '2', number: 'M', reason: 'chainBroken', refused: null }
  expect(say({ state: 'stuck', stuck: [...stuck, broken], waiting: 1 }).slice(1)).toEqual([
    ...['2 cases not accepted by HQ', null],
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
