// `npm run office -- …`: an officer of headquarters at a terminal, on Node 24. HQ_URL and HQ_OFFICER_TOKEN pass through.
import { runOnNode24 } from './run.mjs'
import { command } from './setup.mjs'

await command(() => runOnNode24('hq/console.ts', process.argv.slice(2)))
