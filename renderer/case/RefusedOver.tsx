/** A refusal of a panel that has no place of its own for it. */
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import type { PanelProps } from './panels/Panel.tsx'
import { useRefusal } from './refusals.ts'

export function RefusedOver({ detail, form, refused, step }: PanelProps) {
  const say = useRefusal(detail, form?.reviewer)
  const said = useRef(say)
  said.current = say
  useEffect(() => {
    if (refused) notifications.show({ color: 'orange', message: said.current(refused, step) })
  }, [refused, step])
  return null
}
