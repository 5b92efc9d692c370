/**
 * What headquarters' officers decide by: the operator's rules, the ends a case may have, the calendars, and the country
 * and zone in which it counts days. All of it is data that ships with the program; read once, at the first question.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type BranchCalendar, branchCalendar, calendarFile } from '../../domain/calendar/calendar.ts'
import { lifeRule } from '../../domain/cases/lifeCommands.ts'
import { type Block, block, type Outcome, outcome } from '../../domain/forms/schema.ts'
import { branchProfile } from '../../domain/people/branch.ts'

const data = new URL('../../data/', import.meta.url)
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, data), 'utf8'))

const rules = z.looseObject({ lifeCycle: lifeRule, startOnWorkingDay: z.boolean() })

export type OfficeKnowledge = {
  profile: z.infer<typeof branchProfile>
  rules: z.infer<typeof rules>
  outcomes: Outcome[]
  blocks: Block[]
  calendar: BranchCalendar
}

let read: OfficeKnowledge | undefined

export function officeKnowledge(): OfficeKnowledge {
  if (read) return read
  const profile = branchProfile.parse(json('branch.json'))
  const files = readdirSync(new URL('calendars/', data))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => calendarFile.parse(json(`calendars/${name}`)))
  read = {
    profile,
    rules: rules.parse(json('rules.json')),
    outcomes: z.array(outcome).parse(json('outcomes.json')),
    blocks: z.array(block).parse(json('blocks.json')),
    calendar: branchCalendar(profile.country, profile.weekend, files),
  }
  return read
}
