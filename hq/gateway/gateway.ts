/**
 * Who carries a text message to a phone. A gateway sends each id at most once as far as it can, and says what became of
 * it; it throws only while nothing has been sent, and nothing that repeats the text: texts hold codes and errors are written down.
 */
export type Message = { id: string /** E.164. */; to: string; text: string }
/**
 * `refused`: it will never go to this number; `later`: nothing was sent, another try may go; `unknown`: it was handed over
 * and nobody said what became of it, so it may ring at the customer's.
 */
export type Sent = 'accepted' | 'refused' | 'later' | 'unknown'

export type Gateway = {
  send(message: Message): Promise<Sent>
  /** The code of this message is used or void: what the gateway keeps of the text goes. */
  forget?(id: string): Promise<void>
  /** The demo's window shows the message, because no phone does. */
  shown?: boolean
  close?(): Promise<void>
}
