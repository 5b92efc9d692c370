/**
 * Who carries a text message to a phone. A gateway sends each id at most once as far as it can, and says what became of
 * it; it throws nothing that repeats the text, because texts hold codes and errors are written down.
 */
export type Message = { id: string /** E.164. */; to: string; text: string }
/** `refused`: it will never go to this number; `later`: nothing was sent, another try may go. */
export type Sent = 'accepted' | 'refused' | 'later'

export type Gateway = {
  send(message: Message): Promise<Sent>
  /** The code of this message is used or void: what the gateway keeps of the text goes. */
  forget?(id: string): Promise<void>
  /** The demo's window shows the message, because no phone does. */
  shown?: boolean
  close?(): Promise<void>
}
