/**
 * What a request holds (a place, a slot, memory) is given back once, when it is answered or whoever asked is gone. Gone is also who was
 * gone before anybody listened, and who waits for his turn on a connection that answers something else first (RFC 9112 §9.3.2): his
 * answer has no connection of its own yet, and never says that it closed.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Whether he is still there; where not, it has been given back. */
export function heldUntilEnd(
  { raw: { socket } }: FastifyRequest,
  { raw: answer }: FastifyReply,
  giveBack: () => void,
): boolean {
  if (answer.destroyed || socket.destroyed) {
    giveBack()
    return false
  }
  const end = () => {
    // A connection outlives many requests.
    socket.off('close', end)
    answer.off('finish', end).off('close', end)
    giveBack()
  }
  answer.once('finish', end).once('close', end)
  socket.once('close', end)
  return true
}
