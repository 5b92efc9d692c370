// Writes docs/states.md from the table that the rules themselves use: `npm run states`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CaseState, caseStates, isOpen, stages } from '../domain/cases/case.ts'
import { derivedSteps, transitions } from '../domain/cases/transitions.ts'
import { type Action, rolesFor } from '../domain/people/permissions.ts'

const who = (action: Action | null): string => (action === null ? 'program' : rolesFor(action).map(named).join(', '))
const named = (role: string): string => (role === 'system' ? 'program' : role)

/** Steps that lead from every open state are one arrow: a hundred lines would hide the others. */
const fromAnyOpen = (from: readonly CaseState[]): boolean =>
  caseStates.filter(isOpen).every((state) => from.includes(state))

function diagram(): string {
  const lines = ['stateDiagram-v2', '  [*] --> draft', '  state "any open state" as open']
  for (const { from, to, needs } of derivedSteps)
    if (to !== 'discarded') lines.push(`  ${from} --> ${to}: ${needs.replace(/[:;].*/, '')}`)
  lines.push('  draft --> [*]: discarded')
  for (const { action, from, to } of transitions) {
    if (to === null) continue
    for (const one of fromAnyOpen(from) ? ['open'] : from) lines.push(`  ${one} --> ${to}: ${action}`)
  }
  for (const state of stages)
    if (state !== 'draft' && state !== 'queued' && !transitions.some(({ from, to }) => to && from.includes(state)))
      lines.push(`  ${state} --> [*]`)
  return lines.join('\n')
}

/** The whole page as it must stand in docs/states.md. */
export function statesPage(): string {
  const rows = transitions.map(({ action, event, from, to, needs }) => {
    const states = fromAnyOpen(from) ? 'any open state' : from.map((one) => `\`${one}\``).join(', ')
    return `| \`${action}\` | ${states} | ${to ? `\`${to}\`` : 'stays'} | ${who(action)} | ${needs} | \`${event}\` |`
  })
  const derived = derivedSteps.map(
    ({ from, to, action, needs }) =>
      `| \`${from}\` | ${to === 'discarded' ? to : `\`${to}\``} | ${who(action)} | ${needs} |`,
  )
  return `# States of a case

Written by \`npm run states\` from \`domain/cases/transitions.ts\` and \`domain/people/permissions.ts\`; do not edit. The same
rows decide whether a command is allowed and whether an event fits. What stands in no row is forbidden.

Open states: ${caseStates
    .filter(isOpen)
    .map((one) => `\`${one}\``)
    .join(', ')}.

\`\`\`mermaid
${diagram()}
\`\`\`

## Steps

| step | from | to | who | needs | event |
|--|--|--|--|--|--|
${rows.join('\n')}

## Steps that no event of the case tells

A journal cannot record that it was sent: between acceptance and headquarters the marks of delivery tell it (\`stageOf\`).

| from | to | who | needs |
|--|--|--|--|
${derived.join('\n')}
`
}

if (import.meta.filename === process.argv[1])
  writeFileSync(join(import.meta.dirname, '..', 'docs', 'states.md'), statesPage())
