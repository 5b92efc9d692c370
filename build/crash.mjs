// `npm run crash`: builds the application and pulls its plug again and again; see test/crash/crash.ts.
import { bundle } from './bundle.mjs'
import { runOnNode24 } from './run.mjs'
import { command, setUp } from './setup.mjs'

await command(async () => {
  const { node } = await setUp('demo')
  await bundle(node)
  // Always the virtual display: nobody wants to see a window open a thousand times.
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  return runOnNode24('test/crash/crash.ts', process.argv.slice(2), env)
})
