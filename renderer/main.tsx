/** Entry of the window. Schemas run without `eval`, which the window's policy forbids. */
import { z } from 'zod'

z.config({ jitless: true })

import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/fields.css'
import './ui/mantine.css'
import './window/window.css'
import './window/sheet.css'
import { createRoot } from 'react-dom/client'
import { api, followChanges } from './api.ts'
import { startWords } from './i18n.ts'
import { watchPastes } from './intake/fields/pasting.ts'
import { watchClosing } from './review/deciding.ts'
import { watchKeys } from './ui/keys.ts'
import { watchPointer } from './ui/pressed.ts'
import { watchScanner } from './ui/scanner.ts'
import { App } from './window/App.tsx'
import { watchLock } from './window/locking.ts'
import { pageNonce } from './window/nonce.ts'

// The scroll lock under a dialog makes its own style and looks here for the nonce.
Reflect.set(globalThis, '__webpack_nonce__', pageNonce())
watchLock()
watchClosing()
watchKeys()
watchPointer()
watchScanner()
watchPastes()
followChanges()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no place for the window')
const desk = await api.desk.language({ language: null }).catch(() => ({ language: 'kk' as const }))
await startWords(desk.language)
createRoot(root).render(<App />)
