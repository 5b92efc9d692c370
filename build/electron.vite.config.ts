// How the sources become out/: three CommonJS programs (main, branch, reader), one preload script in a single file (a sandboxed
// preload can't require another), and the window's page. The targets name the oldest runtime that is used, the stand-in
// Electron 33; without them the bundler would aim at the `electron` package that is installed.
// What must find files beside itself stays outside: better-sqlite3, and the libraries of the reader.
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
        // These find binaries, programs in WebAssembly, fonts and code tables beside themselves.
        external: ['better-sqlite3', '@napi-rs/canvas', /^pdfjs-dist\//, /^zxing-wasm\//, 'heic-decode'],
        input: {
          main: resolve(root, 'electron/main/main.ts'),
          branch: resolve(root, 'electron/branch/main.ts'),
          reader: resolve(root, 'electron/reader/main.ts'),
        },
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
