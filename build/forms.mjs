// `npm run forms -- check [file…]`: what is wrong with form definitions, each fault as `path: message`. Without a file,
// all that is shipped in data/. Nothing is changed or published. Runs on Node 24, through run.mjs.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { notJson } from '../domain/forms/faults.ts'
import { checkDefinition, placesInFile } from '../domain/forms/version.ts'
import { loadKnowledge } from '../electron/branch/catalogue.ts'
import { root } from './setup/paths.mjs'

const USAGE = `Say what to do:
  npm run forms -- check <file.json> …   is this a form that a branch can use?
  npm run forms -- check                 are all the forms in data/forms/?`

/** @returns {import('../domain/forms/faults.ts').Fault[]} */
function faultsOf(file, catalogue, say) {
  let raw
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return [notJson(error)]
  }
  const checked = checkDefinition(catalogue, raw)
  if (!checked.ok) return placesInFile(checked.faults, raw)
  if (checked.notAbove !== null && basename(file) !== `${checked.form.code}.json`)
    say(`  version: ${checked.form.version} is not above ${checked.notAbove}, which is shipped: raise it to publish`)
  return []
}

/** @returns {number} how many files have faults */
function report(byFile, say) {
  let faulty = 0
  for (const [file, faults] of byFile) {
    if (faults.length === 0) {
      say(`✓ ${file}`)
      continue
    }
    faulty += 1
    say(`✗ ${file}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`)
    for (const { path, message } of faults) say(`  ${path === '' ? '(the whole file)' : path}: ${message}`)
  }
  return faulty
}

function check(files, say) {
  const shipped = loadKnowledge(join(root, 'data'))
  if (files.length > 0) return report(new Map(files.map((file) => [file, faultsOf(file, shipped.catalogue, say)])), say)
  const forms = new Map(shipped.catalogue.forms.map(({ code }) => [`forms/${code}.json`, []]))
  for (const { file, ...fault } of shipped.faults) forms.set(file, [...(forms.get(file) ?? []), fault])
  return report(forms, say)
}

function run([verb, ...files]) {
  if (verb !== 'check') {
    console.error(USAGE)
    return 2
  }
  try {
    return check(files, console.log) === 0 ? 0 : 1
  } catch (error) {
    console.error(error.message)
    return 1
  }
}

process.exitCode = run(process.argv.slice(2))
