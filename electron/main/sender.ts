/**
 * Who may call us. Only the top frame of our own window, and only while it shows our own page: a frame inside it, a print
 * window or a page that got in from elsewhere gets nothing, because every call acts in the name of the signed-in clerk.
 */
import { APP_ORIGIN } from './addresses.ts'

type Frame = { readonly origin: string }
export type Sender = {
  readonly senderFrame: Frame | null
  readonly sender: { readonly id: number; readonly mainFrame: Frame }
}

/** `window` is the id of our window's web contents. A frame that is gone by now (null) is not trusted either. */
export function isTrusted({ sender, senderFrame }: Sender, window: number): boolean {
  return (
    sender.id === window &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    senderFrame.origin === APP_ORIGIN
  )
}
