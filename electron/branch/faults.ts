/** Places where a test may kill the process or make the equipment fail. In production nothing happens at them. */
export type FaultPoint =
  | 'before-transaction'
  | 'in-transaction'
  | 'before-commit'
  | 'after-commit'
  | 'note'
  | 'after-answer'
  | 'before-push'
  | 'after-push'
  | 'before-acknowledgement'
  | 'before-pull'
  | 'after-pull'
  | 'file-append'
  | 'file-written'
  | 'file-durable'
export type Faults = { at(point: FaultPoint): void }

export const noFaults: Faults = { at() {} }
