/**
 * Many signatures checked beside each other, on the threads that Node keeps for such work, while this one serves others. Rules
 * ask for one signature after another and know nothing of threads: so the rule is asked once with every signature taken
 * for true and written down, and what it says stands only if all of them are. Otherwise it is asked again with the truth.
 */
import { verify } from 'node:crypto'
import type { Primitives } from '../domain/journal/primitives.ts'
import { keyOf, primitives } from './primitives.ts'

type Asked = { publicKey: string; text: string; signature: string }

/** What `rule` says with the real primitives. It is pure and may be called twice. */
export async function checkedTogether<T>(rule: (primitives: Primitives) => T): Promise<T> {
  const asked: Asked[] = []
  const said = rule({
    sha256: primitives.sha256,
    verify(publicKey, text, signature) {
      asked.push({ publicKey, text, signature })
      return true
    },
  })
  const checked = await Promise.all(asked.map(isTrue))
  return checked.every(Boolean) ? said : rule(primitives)
}

function isTrue({ publicKey, text, signature }: Asked): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const bytes = Buffer.from(text, 'utf8')
      verify(null, bytes, keyOf(publicKey), Buffer.from(signature, 'base64url'), (error, fits) =>
        resolve(!error && fits),
      )
    } catch {
      resolve(false)
    }
  })
}
