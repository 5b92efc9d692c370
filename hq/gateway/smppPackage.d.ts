/** The part of `smpp` that is used here; the package brings no types. */
declare module 'smpp' {
  import type { Server } from 'node:net'

  export type Pdu = {
    command: string
    command_status: number
    response(fields?: Record<string, unknown>): Pdu
    [field: string]: unknown
  }
  export type Session = {
    on(event: string, listener: (pdu: Pdu) => void): void
    send(pdu: Pdu): boolean
    bind_transmitter(fields: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean
    submit_sm(fields: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean
    close(): void
    destroy(): void
  }
  const smpp: {
    connect(options: { url: string; connectTimeout?: number }): Session
    createServer(listener: (session: Session) => void): Server
    ESME_ROK: number
    ESME_RINVDSTADR: number
    ESME_RBINDFAIL: number
    ESME_RTHROTTLED: number
  }
  export default smpp
}
