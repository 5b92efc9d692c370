/**
 * The ways in that every holder of files has: chooser, camera, scanner. Each brings its files for one paper of the form, or
 * for none named. When a dialog closes, the focus is where it was: who was in a field is in it again.
 */
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holder } from '../../electron/contract.ts'
import { useKeys } from '../ui/keys.ts'
import { Camera } from './Camera.tsx'
import { CHOOSER } from './files.ts'
import { Scanner } from './Scanner.tsx'

type Wish = {
  to: Holder
  add: (files: File[], paper: string | null) => void
  /** What files show where a press names nothing else. */
  paper?: string | null
  /** Whether Ctrl I and Alt C are for this holder. */
  keys: boolean
  /** The scanner has begun: its sheets come by themselves. */
  onScan?: () => void
}

type Ways = {
  choose: (paper: string | null) => void
  camera: (paper: string | null) => void
  scan: (paper: string | null) => void
  /** Stands beside the buttons: the chooser, and the dialog that is open. */
  dialogs: ReactNode
}

const nothing = () => undefined

export function useWays({ to, add, paper = null, keys, onScan = nothing }: Wish): Ways {
  const { t } = useTranslation('attachments')
  const chooser = useRef<HTMLInputElement>(null)
  const forPaper = useRef<string | null>(null)
  const { asking, ask, close } = useAsking()
  const choose = useCallback((which: string | null) => {
    forPaper.current = which
    chooser.current?.click()
  }, [])
  const camera = useCallback((which: string | null) => ask('camera', which), [ask])
  const scan = useCallback((which: string | null) => ask('scanner', which), [ask])
  useKeys(
    [
      ['ctrl+KeyI', () => scan(paper)],
      ['alt+KeyC', () => camera(paper)],
    ],
    { enabled: keys },
  )
  const dialogs = (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={CHOOSER}
        aria-label={t('file')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (chosen.length > 0) add(chosen, forPaper.current ?? paper)
        }}
      />
      {asking?.by === 'camera' && <Camera onTake={(file) => add([file], asking.paper)} onClose={close} />}
      {asking?.by === 'scanner' && <Scanner to={to} paper={asking.paper} onStart={onScan} onClose={close} />}
    </>
  )
  return { choose, camera, scan, dialogs }
}

function useAsking() {
  const [asking, setAsking] = useState<{ by: 'camera' | 'scanner'; paper: string | null } | null>(null)
  const cameFrom = useRef<Element | null>(null)
  const ask = useCallback((by: 'camera' | 'scanner', paper: string | null) => {
    cameFrom.current = document.activeElement
    setAsking({ by, paper })
  }, [])
  const close = useCallback(() => {
    setAsking(null)
    // After the dialog has let go of it.
    setTimeout(() => cameFrom.current instanceof HTMLElement && cameFrom.current.focus())
  }, [])
  return { asking, ask, close }
}
