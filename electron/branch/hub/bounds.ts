/** A bound on what is taken at once, by everybody together and by one address; what is given back may be taken again. */

export type Bounds = {
  /** Null where it is too much; else gives it back, once however often it is called. */
  take(address: string, amount: number): (() => void) | null
}

export function boundsOf(most: { ofAll: number; ofOne: number }): Bounds {
  let all = 0
  const taken = new Map<string, number>()
  const add = (address: string, amount: number) => {
    all += amount
    const now = (taken.get(address) ?? 0) + amount
    if (now > 0) taken.set(address, now)
    else taken.delete(address)
  }
  return {
    take(address, amount) {
      if (all + amount > most.ofAll || (taken.get(address) ?? 0) + amount > most.ofOne) return null
      add(address, amount)
      let given = false
      return () => {
        if (!given) add(address, -amount)
        given = true
      }
    },
  }
}
