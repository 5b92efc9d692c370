/**
 * The demo's text message. It belongs to one code that was asked for: where another code is asked for, or the paper names
 * another phone or other words by now, no phone would show it any more.
 */
import type { ConsentState } from '../../electron/contract.ts'

export type Message = { request: string; text: string }

export const messageOf = ({ request, demoMessage }: { request?: string; demoMessage?: string }): Message | null =>
  request === undefined || demoMessage === undefined ? null : { request, text: demoMessage }

export const messageFor = (state: ConsentState | null | undefined, message: Message | null): string | null =>
  message !== null && state?.request?.id === message.request && state.request.phone >= 0 ? message.text : null
