/**
 * Shows its children with one paper in the version it was made with. What headquarters sends while they stand waits for
 * the next paper: nothing on the screen changes under a clerk's hands.
 */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { formOf, withForm } from '../../domain/forms/catalogue.ts'
import { queries } from '../api.ts'
import { Opening } from '../ui/Opening.tsx'
import { DeskContext, useDesk } from './workspace.ts'

export function InVersion({ type, version, children }: { type: string; version: number; children: ReactNode }) {
  const desk = useDesk()
  const [catalogue] = useState(desk.workspace.catalogue)
  const other = formOf(catalogue, type)?.version !== version
  const { data: form, isPending } = useQuery({ ...queries.form(type, version), enabled: other })
  const inVersion = useMemo(
    () => ({
      ...desk,
      workspace: { ...desk.workspace, catalogue: other && form ? withForm(catalogue, form) : catalogue },
    }),
    [desk, catalogue, other, form],
  )
  if (other && isPending) return <Opening />
  return <DeskContext value={inVersion}>{children}</DeskContext>
}
