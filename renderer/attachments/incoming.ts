/** Files dropped anywhere on the screen and pictures pasted: both go the same way as a chosen file. */
import { useEffect, useRef, useState } from 'react'
import { isTyping } from '../ui/keys.ts'

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false

/** Where files came down: pasted, or over a field of files, named by its key. */
export type Way = { pasted: boolean; field: string | null }

const fieldUnder = (target: EventTarget | null): string | null =>
  (target instanceof Element && target.closest<HTMLElement>('[data-files-field]')?.dataset.filesField) || null

/**
 * Listens while the component stands. A paste into a field stays a paste of its text where there is text. Answers with
 * whether files hang over the window now.
 */
export function useIncoming(take: (files: File[], way: Way) => void): boolean {
  const [over, setOver] = useState(false)
  const current = useRef(take)
  useEffect(() => {
    current.current = take
  })
  useEffect(() => {
    /** Enters less leaves: each part of the page reports its own. */
    let depth = 0
    const dialog = () => document.querySelector('[role=dialog][aria-modal=true]') !== null
    const enter = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer) || dialog()) return
      depth += 1
      setOver(true)
    }
    const hang = (event: DragEvent) => {
      if (hasFiles(event.dataTransfer)) event.preventDefault()
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0 && !dialog()) current.current(files, { pasted: false, field: fieldUnder(event.target) })
    }
    const paste = (event: ClipboardEvent) => {
      const { clipboardData } = event
      const files = [...(clipboardData?.files ?? [])]
      if (files.length === 0 || dialog()) return
      if (isTyping(event.target) && clipboardData?.types.includes('text/plain')) return
      event.preventDefault()
      current.current(files, { pasted: true, field: null })
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragover', hang)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragover', hang)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
      window.removeEventListener('paste', paste)
    }
  }, [])
  return over
}
