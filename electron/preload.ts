/**
 * The only bridge from the window to the machine: one way to ask, one way to be told that something changed. No Electron
 * object, no event and no channel name crosses it.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { Changed, OknoBridge } from './contract.ts'

const bridge: OknoBridge = {
  call: (path, input) => ipcRenderer.invoke('okno:call', path, input),
  onChanged(listener) {
    const hear = (_event: unknown, changed: Changed) => listener(changed)
    ipcRenderer.on('okno:changed', hear)
    return () => void ipcRenderer.removeListener('okno:changed', hear)
  },
}

contextBridge.exposeInMainWorld('okno', bridge)
