/** Every step of a case, every refusal and every entry of its history has words in the three languages. */
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { caseStates, stages } from '../../domain/cases/case.ts'
import { answerDelivered, isCaseEvent, isEventType, payloads, told } from '../../domain/cases/events.ts'
import { possibleSteps } from '../../domain/cases/possible.ts'
import { rowFor } from '../../domain/cases/transitions.ts'
import { actRefusal } from '../../electron/contract.ts'
import { RECORD_TEXTS } from '../../paper/caseRecordTexts.ts'
import { forget, keptOnce } from '../../renderer/case/kept.ts'
import { keyedSteps, stepKeys } from '../../renderer/case/steps.ts'
import { en, kk, ru } from '../../renderer/locales/index.ts'
import { stateLooks } from '../../renderer/queue/states.ts'

const languages = Object.entries({ kk, ru, en })

/** The codes of a union of refusals, however deep. */
function codesIn(schema: z.ZodType): string[] {
  const { def } = schema as unknown as { def: { options?: z.ZodType[]; shape?: Record<string, z.ZodType> } }
  if (def.options) return def.options.flatMap(codesIn)
  const { code } = def.shape ?? {}
  const values = (code as unknown as { def: { values?: string[]; entries?: Record<string, string> } }).def
  return values.values ?? Object.keys(values.entries ?? {})
}

test.each(languages)('%s: every refusal that a step of a case may have has words', (_language, { acts }) => {
  const codes = [...new Set(codesIn(actRefusal)), 'unreachable']
  expect(codes.length).toBeGreaterThan(40)
  const known = Object.keys(acts.refused).map((key) => key.replace(/_(one|few|many|other)$/, ''))
  expect(codes.filter((code) => !known.includes(code))).toEqual([])
})

test.each(languages)('%s: every type of event has a name and every member of it too', (language, { case: words }) => {
  const types = Object.keys(payloads).filter((type) => isEventType(type) && isCaseEvent(type))
  expect(types.length).toBeGreaterThan(30)
  const named = words.event as Record<string, string>
  expect(types.filter((type) => !named[type]?.trim())).toEqual([])
  const { member } = RECORD_TEXTS[language as keyof typeof RECORD_TEXTS]
  for (const name of [
    'reasons',
    'answers',
    'what',
    'until',
    'told',
    'outcome',
    'text',
    'ground',
    'channel',
    'into',
    'words',
  ])
    expect(Object.keys(member)).toContain(name)
})

test.each(languages)(
  '%s: every step has its name, title and what sends it; every stage its word',
  (_language, words) => {
    const acts = words.acts as unknown as Record<string, Record<string, string>>
    for (const step of possibleSteps)
      for (const part of ['name', 'title', 'send'])
        expect([step, part, !!acts[step]?.[part]?.trim()]).toEqual([step, part, true])
    for (const way of told.shape.how.options) expect(acts.way).toHaveProperty(way)
    for (const channel of answerDelivered.shape.channel.options) {
      expect(acts.channel).toHaveProperty(channel)
      expect(acts.delivered).toHaveProperty(channel)
    }
    for (const stage of stages) {
      expect((words.ui.state as Record<string, string>)[stage]?.trim()).toBeTruthy()
      expect(stateLooks[stage].icon).toBeDefined()
    }
  },
)

test('no two steps that one state offers have one key, and 1 is what it waits for', () => {
  for (const state of caseStates) {
    const keys = keyedSteps.filter((step) => rowFor(step, state)).map((step) => stepKeys[step] as string)
    expect([state, keys]).toEqual([state, [...new Set(keys)]])
    // Accepting has the key too.
    if (state === 'in_review') expect(keys).not.toContain('1')
  }
})

test('the id of a command is minted once for what is typed in a panel, and anew when that has been written', () => {
  let minted = 0
  const mint = () => {
    minted += 1
    return String(minted)
  }
  const [mine, other] = ['person case step', 'other case step']
  expect([keptOnce(mine, 'command', mint), keptOnce(mine, 'command', mint)]).toEqual(['1', '1'])
  expect(keptOnce(other, 'command', mint)).toBe('2')
  forget(mine)
  expect([keptOnce(mine, 'command', mint), keptOnce(other, 'command', mint)]).toEqual(['3', '2'])
})
