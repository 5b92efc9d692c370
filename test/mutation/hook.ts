/** `node --import …/hook.ts`: whatever plain Node loads is loaded without the mechanism that OKNO_MUTANT names. */
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { without } from './active.ts'

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.startsWith('file:')) return loaded
    const source = without(fileURLToPath(url), () => String(loaded.source))
    return source === null ? loaded : { ...loaded, source }
  },
})
