/**
 * The only bridge from the window to the machine: one way to ask, one way to be told that something changed. No Electron
 * object, no event and no channel name crosses it.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { Answered, Changed, OknoBridge } from './contract.ts'

const bridge: OknoBridge = {
  async call(path, input) {
    const answer: Answered = await ipcRenderer.invoke('okno:call', path, input)
    if ('refused' in answer) throw new Error(answer.refused)
    return answer.output
  },
  onChanged(listener) {
    const hear = (_event: unknown, changed: Changed) => listener(changed)
    ipcRenderer.on('okno:changed', hear)
    return () => void ipcRenderer.removeListener('okno:changed', hear)
  },
}

contextBridge.exposeInMainWorld('okno', bridge)
