/**
 * Where the hands are in the form: said whenever it changes, so that the draft keeps it; come back to when the form opens
 * again, among the fields, the files, the papers, the consent and the steps beside; and never out of sight.
 */
import { type RefObject, useEffect, useRef } from 'react'
import { isAnswered } from '../../domain/forms/conditions.ts'
import type { Draft } from '../../electron/contract.ts'
import { whenReleased } from '../ui/pressed.ts'
import { elementAt, enterIsTaken, fieldAt, focusField, focusFirstEmpty, moveFocus, placeOf, reveal } from './moving.ts'

type Part = RefObject<HTMLElement | null>

/** Pictures and the consent come from the branch a moment after the form. */
const COMES_LATER_MS = 1_000

/** When the form opens: back to where the draft was left, or to the first field without an answer. */
export function useReturn(sheet: Part, body: Part, draft: Draft): void {
  useEffect(() => {
    const [whole, form] = [sheet.current, body.current]
    if (!whole || !form) return
    const begin = () => focusFirstEmpty(form, (key) => isAnswered(draft.answers[key]))
    const { focus: place } = draft
    if (place === null) return begin()
    const arrives = () => {
      const element = elementAt(whole, place)
      element?.focus()
      if (element) reveal(element)
      return element !== null
    }
    if (arrives()) return
    const field = fieldAt(place)
    const near = field !== null && focusField(form, field)
    const instead = () => {
      stop()
      if (!near) begin()
    }
    const watch = new MutationObserver(() => arrives() && stop())
    const timer = setTimeout(instead, COMES_LATER_MS)
    // Who goes on meanwhile is taken nowhere else.
    const stop = () => {
      watch.disconnect()
      clearTimeout(timer)
      window.removeEventListener('keydown', instead, { capture: true })
      window.removeEventListener('pointerdown', stop, { capture: true })
    }
    watch.observe(whole, { childList: true, subtree: true })
    window.addEventListener('keydown', instead, { capture: true })
    window.addEventListener('pointerdown', stop, { capture: true })
    return stop
  }, [sheet, body, draft])
}

/**
 * Listens inside the form: what has the focus, and Enter, which goes on (Shift Enter goes back). An open list or a text of
 * several lines keeps its Enter.
 */
export function useInside(sheet: Part, body: Part, place: string | null, onPlace: (place: string) => void): void {
  const current = useRef({ place, onPlace })
  useEffect(() => {
    current.current = { place, onPlace }
  })
  useEffect(() => {
    const [whole, form] = [sheet.current, body.current]
    if (!whole || !form) return
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.altKey || enterIsTaken(event.target)) return
      event.preventDefault()
      moveFocus(form, event.shiftKey ? -1 : 1)
    }
    const inSight = () =>
      whenReleased(() => {
        const { activeElement } = document
        if (activeElement && form.contains(activeElement)) reveal(activeElement)
      })
    const focus = ({ target }: FocusEvent) => {
      const next = target instanceof Element ? placeOf(target, current.current.place) : null
      if (next === null) return
      current.current.onPlace(next)
      inSight()
    }
    // What appears above the form or under it takes room away.
    const resized = new ResizeObserver(inSight)
    resized.observe(form)
    form.addEventListener('keydown', enter, { capture: true })
    whole.addEventListener('focusin', focus)
    return () => {
      resized.disconnect()
      form.removeEventListener('keydown', enter, { capture: true })
      whole.removeEventListener('focusin', focus)
    }
  }, [sheet, body])
}
