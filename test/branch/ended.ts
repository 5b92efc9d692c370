// The branches that a test has opened end with it. A set-up file of every project that opens some: files of a project share
// what is imported, so a hook in bench.ts itself would be that of the first file only.
import { afterEach } from 'vitest'
import { endBenches } from './bench.ts'

afterEach(endBenches)
