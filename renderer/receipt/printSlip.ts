/** Printing the slip and saying what became of it. The number is valid whatever the printer did. */
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { PrintJob, printOutcome } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import { slipWish } from '../window/look.ts'
import { awaitsFirstPrint, takeFirstPrint } from './firstPrint.ts'

type PrintRefusal = Extract<z.infer<typeof printOutcome>, { ok: false }>['refusal']['code']

export type SlipPrint = { state: 'none' | 'printing' } | { state: 'printed'; job: PrintJob } | { state: PrintRefusal }

export function useSlipPrint(id: string) {
  const [print, setPrint] = useState<SlipPrint>(() => ({ state: awaitsFirstPrint(id) ? 'printing' : 'none' }))
  const running = useRef(false)
  const run = async (command: string) => {
    if (running.current) return
    running.current = true
    setPrint({ state: 'printing' })
    try {
      const outcome = await api.printing.slip({ case: id, ...slipWish(), command })
      setPrint(outcome.ok ? { state: 'printed', job: outcome.job } : { state: outcome.refusal.code })
    } catch {
      setPrint({ state: 'failed' })
    } finally {
      running.current = false
      await queryClient.invalidateQueries({ queryKey: ['prints'] })
      void queryClient.invalidateQueries({ queryKey: ['printers'] })
    }
  }
  const first = useRef(run)
  useEffect(() => {
    const command = takeFirstPrint(id)
    if (command) void first.current(command)
  }, [id])
  return { print, again: () => run(newCommand()) }
}
