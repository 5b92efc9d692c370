/** Where events are on their way to headquarters. */
import type { z } from 'zod'
import type { delivery } from '../contract.ts'

export type Delivery = z.infer<typeof delivery>

/** Of a case's events the one that is least far decides; a refused one must be seen first. */
const order: readonly Delivery[] = ['refused', 'waiting', 'sent', 'at_hq']

export const leastFar = (deliveries: readonly Delivery[]): Delivery =>
  order.find((one) => deliveries.includes(one)) ?? 'at_hq'
