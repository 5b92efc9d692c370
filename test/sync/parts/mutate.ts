/** `node --import …/mutate.ts`: runs the program with one mechanism switched off, named by OKNO_MUTANT. Nothing is written to the disk. */
import { registerHooks } from 'node:module'
import { mutants } from './mutants.ts'

const root = new URL('../../../', import.meta.url).href
const mutant = mutants.find(({ name }) => name === process.env.OKNO_MUTANT)
if (!mutant) throw new Error(`no mutant is called ${process.env.OKNO_MUTANT}`)
const waiting = new Set(mutant.edits)

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const edits = mutant.edits.filter(({ file }) => url === root + file)
    if (edits.length === 0) return loaded
    let source = String(loaded.source)
    for (const edit of edits) {
      if (source.split(edit.from).length !== 2) throw new Error(`${mutant.name}: ${edit.file} has changed`)
      source = source.replace(edit.from, () => edit.to)
      waiting.delete(edit)
    }
    return { ...loaded, source }
  },
})

process.on('exit', () => {
  if (waiting.size === 0) return
  console.error(`${mutant.name}: never loaded ${[...waiting].map(({ file }) => file).join(', ')}`)
  process.exitCode = 3
})
