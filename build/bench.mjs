// `npm run bench`: builds the application and measures it, one JSON line a figure; see test/bench/bench.ts.
import { bundle } from './bundle.mjs'
import { runOnNode24 } from './run.mjs'
import { command, setUp } from './setup.mjs'

await command(async () => {
  const { node } = await setUp('demo')
  await bundle(node)
  // Always the virtual display, so that one machine's figures can be compared with another's.
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  return runOnNode24('test/bench/bench.ts', process.argv.slice(2), env)
})
