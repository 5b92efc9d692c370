import { useLocation } from 'wouter'
import type { Slice } from '../../domain/reports/slice.ts'
import { showSlice } from '../queue/sliced.ts'
import { useDesk } from '../window/workspace.ts'

/** Opens the cases that a figure stands for. */
export function useList(): (slice: Slice) => void {
  const [, go] = useLocation()
  const { person } = useDesk()
  return (slice) => {
    showSlice(person.id, slice)
    go('/queue')
  }
}
