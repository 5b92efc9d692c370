// The suite as it is, with one mechanism switched off where OKNO_MUTANT names it. Without the set-ups of the suite: who
// starts this has a PostgreSQL, and what is compiled beforehand would be of the whole program.
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import suite from '../../vitest.config.ts'
import { without } from './active.ts'
import { root } from './mechanism.ts'

const switchedOff = {
  name: 'okno-mutant',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => without(id.replace(/\?.*$/, ''), () => code),
}

const projects = (suite.test?.projects ?? []).filter(
  (project): project is TestProjectInlineConfiguration => typeof project === 'object' && 'test' in project,
)

export default defineConfig({
  root,
  test: {
    ...suite.test,
    // A cached module would be the one with the mechanism, and a cached one without it would be found by the suite itself.
    fsModuleCache: false,
    projects: projects.map((project) => {
      const { globalSetup: _, ...test } = project.test ?? {}
      // Files of several projects run together here, and that wants one number of workers for all.
      return { ...project, root, plugins: [switchedOff], test: { ...test, fsModuleCache: false, maxWorkers: 2 } }
    }),
  },
})
