// `npm run hq`: headquarters on Node 24. HQ_PORT, HQ_DATA_DIR and DATABASE_URL pass through.
import { runOnNode24 } from './run.mjs'
import { command } from './setup.mjs'

await command(() => runOnNode24('hq/server.ts', process.argv.slice(2)))
