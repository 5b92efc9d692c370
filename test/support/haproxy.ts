/** A real haproxy with the project's own configuration, on a port of its own; it dies with the process that started it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'

const CONFIG = join(import.meta.dirname, '../../hq/deploy/haproxy.cfg')
const LIMIT_MS = 20_000

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  server.close()
  await once(server, 'close')
  if (typeof at !== 'object' || at === null) throw new Error('no port')
  return at.port
}

/** `instances`: `host:port` of each; ready when one of them answers through it. */
export async function startHaproxy(
  instances: readonly [string, string],
): Promise<{ url: string; stop(): Promise<void> }> {
  const bind = `127.0.0.1:${await freePort()}`
  const env = { ...process.env, OKNO_BIND: bind, OKNO_HQ_1: instances[0], OKNO_HQ_2: instances[1] }
  const words = ['--pdeathsig', 'TERM', 'haproxy', '-db', '-f', CONFIG]
  // Debian keeps it in a folder that not every person's path names.
  const child = spawn('setpriv', words, { env: { ...env, PATH: `${process.env.PATH}:/usr/sbin` }, stdio: 'pipe' })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const ended = once(child, 'exit')
  const url = `http://${bind}`
  const end = Date.now() + LIMIT_MS
  for (;;) {
    const status = await fetch(`${url}/v1/cases/x`).then(
      (answer) => answer.status,
      () => null,
    )
    if (status !== null && status < 500) break
    if (child.exitCode !== null || Date.now() > end) throw new Error(`haproxy does not serve:\n${complaints}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
