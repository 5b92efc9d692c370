/**
 * What headquarters counts of itself, in Prometheus' text format. No person, no case, no device and no branch stands in a
 * label: what is counted can be shown to whoever watches machines, and the number of series does not grow with branches.
 * Served on a port of its own (`HQ_METRICS_PORT`), which the proxy before headquarters never forwards.
 */
import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RunAnswer } from '../domain/wire/exchange.ts'
import { type FilesPlace, isThere } from './files/place.ts'
import { isOnIndependentMedia, type Media } from './media.ts'
import type { Pressure } from './pressure.ts'
import { countCases, countFiles, countRefused, isDurable } from './store/counts.ts'
import type { Database } from './store/database.ts'

export type Metrics = {
  registry: Registry
  /** A run was answered; `stored`: how many of its events were new. */
  run(answer: RunAnswer, stored: number): void
}

/** Counting rows reads an index from end to end, so it is done no oftener. */
const COUNTED_EVERY_MS = 60_000

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const runs = new Counter({ name: 'okno_runs_total', help: 'Runs by verdict', labelNames: ['verdict'], registers })
  const events = new Counter({ name: 'okno_events_total', help: 'Events stored', registers })
  const refused = new Counter({
    ...{ name: 'okno_events_refused_total', help: 'Events told to be refused by a rule, each time that they are told' },
    ...{ labelNames: ['reason'], registers },
  })
  const forks = new Counter({ name: 'okno_forks_total', help: 'Runs answered with fork', registers })
  return {
    registry,
    run(answer, stored) {
      runs.inc({ verdict: answer.verdict })
      events.inc(stored)
      if (answer.verdict !== 'admitted') return
      if (answer.fork) forks.inc()
      for (const { reason } of answer.refusals) refused.inc({ reason })
    },
  }
}

/** Counts the application's requests, and shows what holds them up. */
export function watch(
  app: FastifyInstance,
  { registry }: Metrics,
  of: { pressure: Pressure; database: Database; media: Media; files: FilesPlace | undefined },
): void {
  const registers = [registry]
  const labelNames = ['method', 'route', 'status']
  const requests = new Counter({ name: 'okno_requests_total', help: 'Requests answered', labelNames, registers })
  const seconds = new Histogram({
    ...{ name: 'okno_request_seconds', help: 'From the request to its whole answer', labelNames: ['route'], registers },
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  })
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route and never the path, which may hold a number.
    const route = request.routeOptions.url ?? 'none'
    requests.inc({ method: request.method, route, status: reply.statusCode })
    seconds.observe({ route }, reply.elapsedTime / 1000)
  })
  gauge('okno_pressure', 'Requests worked on, and waiting', 'place', () => {
    const { inside, waiting } = of.pressure.read()
    return { inside, waiting }
  })
  gauge('okno_sent_away', 'Requests sent away with a time to come back since the start', null, () => ({
    '': of.pressure.read().sentAway,
  }))
  gauge('okno_database_connections', 'Connections of this instance', 'state', () => of.database.connections?.() ?? {})
  gauge('okno_safe', '1 while what is committed is on independent media at once', null, async () => ({
    '': Number(await isOnIndependentMedia(of.database, of.media)),
  }))
  gauge('okno_durable', '1 while the database waits for its disk with each commit', null, async () => ({
    '': Number(await isDurable(of.database)),
  }))
  const { files } = of
  if (files)
    gauge('okno_files_there', '1 while the folder of files is there', null, async () => ({
      '': Number(await isThere(files)),
    }))
  gauge(
    'okno_cases',
    'Cases held, by state',
    'state',
    rarely(() => countCases(of.database)),
  )
  gauge(
    'okno_files',
    'Files of cases held, those among them that are damaged or missing, and files that no case names',
    'what',
    rarely(() => countFiles(of.database)),
  )
  gauge(
    'okno_events_quarantined',
    'Events kept that a rule refuses',
    'reason',
    rarely(() => countRefused(of.database)),
  )

  type Values = Record<string, number>
  function gauge(name: string, help: string, label: string | null, read: () => Values | Promise<Values>): void {
    new Gauge({
      ...{ name, help, registers, labelNames: label ? [label] : [] },
      async collect() {
        this.reset()
        // A database that does not answer is no reason to show nothing at all: its figures are missing then.
        const values = await Promise.resolve(read()).catch(() => ({}))
        for (const [key, value] of Object.entries(values)) this.set(label ? { [label]: key } : {}, value)
      },
    })
  }
}

function rarely<T>(read: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | null = null
  return () => {
    const at = performance.now()
    if (last && at - last.at < COUNTED_EVERY_MS) return last.value
    const value = read()
    last = { at, value }
    value.catch(() => (last = null))
    return value
  }
}

/** Answers `GET /metrics` and nothing else; resolves to its address. */
export function serveMetrics(
  { registry }: Metrics,
  port: number,
  host: string,
): Promise<{ address: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') return response.writeHead(404).end()
    return registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const at = server.address()
      const taken = typeof at === 'object' && at ? at.port : port
      resolve({ address: `http://${host}:${taken}/metrics`, close: () => void server.close() })
    })
  })
}
