/** When something was painted in a page, by the page's own clock: looked for inside it, so that the way to it is not measured. */
import { z } from 'zod'

const LIMIT_MS = 60_000
const LOOK_MS = 5

const targets = z.array(z.looseObject({ type: z.string(), webSocketDebuggerUrl: z.string() }))
const evaluated = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) })

/** Runs in the page; UTC milliseconds after the frame that shows `selector`. */
const LOOK = (selector: string) => `new Promise((done) => {
  const look = () => {
    if (!document.querySelector(${JSON.stringify(selector)})) return setTimeout(look, ${LOOK_MS})
    requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())))
  }
  look()
})`

/** UTC milliseconds at which the first element that fits `selector` had been painted in the only page behind the port. */
export async function whenPainted(port: number, selector: string): Promise<number> {
  const limit = performance.now() + LIMIT_MS
  for (;;) {
    const page = await pageAt(port)
    // The page may be replaced by the next one while it is asked: then that one is asked.
    const at = page && (await ask(page, LOOK(selector)).catch(() => null))
    if (at) return at
    if (performance.now() > limit) throw new Error(`${selector} was never painted`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

async function pageAt(port: number): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
  const all = targets.parse(await answer.json())
  return all.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? null
}

async function ask(url: string, expression: string): Promise<number> {
  const socket = new WebSocket(url)
  try {
    return await new Promise<number>((resolve, reject) => {
      socket.onopen = () =>
        socket.send(
          JSON.stringify({
            ...{ id: 1, method: 'Runtime.evaluate' },
            params: { expression, awaitPromise: true, returnByValue: true },
          }),
        )
      socket.onmessage = ({ data }) => {
        const answer = evaluated.safeParse(JSON.parse(String(data)))
        if (answer.success) resolve(answer.data.result.result.value)
        else reject(new Error(String(data)))
      }
      socket.onclose = () => reject(new Error('the page has gone'))
      socket.onerror = () => reject(new Error('the page cannot be asked'))
    })
  } finally {
    socket.close()
  }
}
