/** What happens to each request of an exchange, from its own chance. */
import { bends, lies } from './bends.ts'
import { chanceOf } from './chance.ts'
import { type LanTrouble, quick } from './lan.ts'
import { type Fate, smooth, type Trouble } from './network.ts'

export function troubleOf(luck: string, probability: number): Trouble {
  return ({ path, nth }) => {
    const chance = chanceOf(`${luck} ${path} ${nth}`)
    const delay = () => chance.pick([1, 20, 300, 3000, 30_000])
    const fate: Fate = { ...smooth, there: delay(), back: delay() }
    const isRun = path === '/v1/runs'
    // More often where something is at stake, and there more often with a lie.
    if (!chance.once(isRun ? probability : probability / 2)) return fate
    switch (chance.between(1, 8)) {
      case 1:
        return { ...fate, there: null }
      case 2:
        return { ...fate, back: null }
      case 3:
        return { ...fate, copy: chance.pick([0, 1, 5000, 90_000, 400_000]) }
      case 4:
        return { ...fate, there: chance.between(120_000, 400_000) }
      default:
        return {
          ...fate,
          bend: chance.pick(isRun ? [...bends, ...lies, ...lies] : bends),
          ...(chance.once(0.5) && { there: null }),
        }
    }
  }
}

/** On the branch's own network TCP and TLS see to the order and the bytes; what is left is losing. */
export function lanTroubleOf(luck: string, probability: number): LanTrouble {
  return (nth) => {
    const chance = chanceOf(`${luck} ${nth}`)
    const fate = { there: chance.pick([1, 1, 20, 3000]), back: chance.pick([1, 1, 20]) }
    if (!chance.once(probability)) return fate
    return chance.once(0.5) ? { ...quick, there: null } : { ...fate, back: null }
  }
}
