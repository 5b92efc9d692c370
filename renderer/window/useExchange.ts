import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { queries } from '../api.ts'
import type { Exchange } from './exchangeWords.ts'

/** Longer than a try takes that fails at once. */
const MOMENT_MS = 700

/** The exchange. A try that ends at once, as most do, is not told while it lasts. */
export function useExchange(): Exchange | undefined {
  const { data, dataUpdatedAt } = useQuery(queries.exchange)
  const asked = data?.givesUpAt ?? null
  const [long, setLong] = useState(() => (Date.now() - dataUpdatedAt > MOMENT_MS ? asked : null))
  useEffect(() => {
    if (asked === null) return
    const timer = setTimeout(() => setLong(asked), MOMENT_MS)
    return () => clearTimeout(timer)
  }, [asked])
  return useMemo(() => data && (asked === long ? data : { ...data, givesUpAt: null }), [data, asked, long])
}
