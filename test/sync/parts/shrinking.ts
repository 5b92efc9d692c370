/** A failing schedule, made as small as it gets while it still fails: counters first, then steps, then calmer steps. */
import { type CounterStep, isOfficeStep, type Schedule, type Step } from './schedule.ts'

/** What one try showed: whether it still fails, with whatever else there is to tell. */
type Try<Shown> = (schedule: Schedule, nth: number) => Promise<{ fails: boolean; shown: Shown }>
export type Smallest<Shown> = { schedule: Schedule; shown: Shown; tries: number }

/** Halves first, single steps last; ends when nothing can be left out, or after so many tries. */
export async function shrink<Shown>(
  schedule: Schedule,
  shown: Shown,
  attempt: Try<Shown>,
  most: number,
): Promise<Smallest<Shown>> {
  let best: Smallest<Shown> = { schedule, shown, tries: 0 }
  let tries = 0
  const better = async (candidates: readonly Schedule[]): Promise<boolean> => {
    for (const candidate of candidates) {
      if (tries >= most) return false
      tries += 1
      const tried = await attempt(candidate, tries)
      if (!tried.fails) continue
      best = { schedule: candidate, shown: tried.shown, tries }
      return true
    }
    return false
  }
  while (await better(withoutACounter(best.schedule)));
  for (let size = Math.ceil(best.schedule.steps.length / 2); size >= 1; )
    if (!(await better(withoutSteps(best.schedule, size)))) size = size === 1 ? 0 : Math.floor(size / 2)
  while (await better([...calmer(best.schedule), ...withoutSteps(best.schedule, 1)]));
  return { ...best, tries }
}

/** Without one counter and everything that needs it. */
function withoutACounter(schedule: Schedule): Schedule[] {
  const { counters, steps } = schedule
  if (counters.length < 2) return []
  return counters.map(({ name }) => ({
    ...schedule,
    counters: counters.filter((one) => one.name !== name),
    steps: steps.filter((step) => isOfficeStep(step) || !touches(step, name)),
  }))
}

/** A clone bears the name of its original with a letter more. */
const touches = (step: CounterStep, name: string): boolean =>
  step.counter === name ||
  (step.counter.startsWith(name) && step.counter.length === name.length + 1) ||
  (step.do === 'meet' && step.hub === name)

function withoutSteps(schedule: Schedule, size: number): Schedule[] {
  const { steps } = schedule
  const cuts: Schedule[] = []
  for (let from = 0; from < steps.length; from += size)
    cuts.push({ ...schedule, steps: [...steps.slice(0, from), ...steps.slice(from + size)] })
  return cuts
}

function calmer(schedule: Schedule): Schedule[] {
  const { steps, begins } = schedule
  const calm = steps.flatMap((step, i) =>
    calmerSteps(step).map((one): Schedule => ({ ...schedule, steps: steps.with(i, one) })),
  )
  return begins === 'monday' ? calm : [{ ...schedule, begins: 'monday' }, ...calm]
}

function calmerSteps(step: Step): Step[] {
  const calm: Step[] = []
  if ('kill' in step && step.kill) calm.push({ ...step, kill: null })
  if ('hubKill' in step && step.hubKill) calm.push({ ...step, hubKill: null })
  if ('enters' in step && step.enters > 1) calm.push({ ...step, enters: 1 })
  if ('trouble' in step && step.trouble > 0) calm.push({ ...step, trouble: 0 })
  return calm
}
