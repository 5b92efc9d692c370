/** A code as a counter asks for it, and how somebody mistypes one. */
import type { CodeRequest } from '../../domain/wire/codes.ts'
import { uuid } from '../support/pen.ts'

/** `n` tells the requests of one test from those of another. */
export const codeRequest = (n: number, seed: string, wishes: Partial<CodeRequest> = {}): CodeRequest => ({
  request: uuid(`request ${n} ${seed}`),
  about: uuid(`about ${n}`),
  phone: '+77011234567',
  form: { code: 'SVC-SUSPEND', version: 1 },
  what: 'a'.repeat(64),
  language: 'ru',
  ...wishes,
})

export const codeIn = (text: string | undefined): string => /\d{6}/.exec(text ?? '')?.[0] ?? ''
export const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
