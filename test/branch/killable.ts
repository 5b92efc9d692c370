/**
 * The branch process with a bomb: it kills itself with SIGKILL the n-th time it comes to a named point. Everything else
 * is the product's own (`electron/branch/serve.ts`). Environment: that of the real entry, and `OKNO_TEST_KILL=point:n`.
 */
import { randomBytes } from 'node:crypto'
import { openBranch } from '../../electron/branch/open.ts'
import { serve } from '../../electron/branch/serve.ts'

const { env } = process
const [point, count] = (env.OKNO_TEST_KILL ?? '').split(':')
let left = Number(count)

void serve(
  {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  },
  openBranch({
    workspace: env.OKNO_WORKSPACE ?? '',
    state: env.OKNO_STATE ?? '',
    data: env.OKNO_DATA ?? '',
    letter: 'A',
    version: 'test',
    clock: Date.now,
    random: (bytes) => randomBytes(bytes),
    demo: true,
    pinCost: { N: 16, r: 1, p: 1 },
    faults: {
      at(here) {
        if (here === point && --left === 0) process.kill(process.pid, 'SIGKILL')
      },
    },
  }),
)
