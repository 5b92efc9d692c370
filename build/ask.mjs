// `npm run ask -- "<customer's words>"`: the ranked procedures, one a line, so that authors of the catalogue can check.
// Sets up Node 24 if need be; the asking itself is asking.ts beside this file.
import { runOnNode24 } from './run.mjs'
import { command } from './setup.mjs'

await command(() => runOnNode24('build/asking.ts', process.argv.slice(2)))
