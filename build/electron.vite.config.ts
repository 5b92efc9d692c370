// How the sources become out/: two CommonJS programs (main, branch), one preload script in a single file (a sandboxed
// preload can't require another), and the window's page. The targets name the oldest runtime that is used, the stand-in
// Electron 33; without them the bundler would aim at the `electron` package that is installed.
// Only better-sqlite3 stays outside: it must find its binary beside itself.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = process.cwd()
const NODE = 'node20.18'
const CHROME = 'chrome130'

export default defineConfig({
  main: {
    root,
    build: {
      target: NODE,
      outDir: resolve(root, 'out/main'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external: ['better-sqlite3'],
        input: { main: resolve(root, 'electron/main/main.ts'), branch: resolve(root, 'electron/branch/main.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    root,
    build: {
      target: NODE,
      outDir: resolve(root, 'out/preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    publicDir: false,
    plugins: [react()],
    build: {
      target: CHROME,
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The window's policy allows no data: addresses, so fonts and pictures stay files.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
