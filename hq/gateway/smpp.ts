/**
 * A message centre over SMPP 3.4. Each message is a session of its own (bind, submit, close): codes are few, and a session
 * that nobody keeps cannot go stale. Texts go as UCS-2 in `message_payload`, because Kazakh and Russian fit no shorter one.
 */
import smpp, { type Pdu } from 'smpp'
import type { Gateway, Message, Sent } from './gateway.ts'

const PATIENCE_MS = 10_000
/** SMPP 3.4, 5.2.19: UCS-2. */
const UCS2 = 8
/** 5.2.5, 5.2.6: international number in the ISDN plan; a name of letters as sender. */
const INTERNATIONAL = { ton: 1, npi: 1 }
const ALPHANUMERIC = { ton: 5, npi: 0 }

/** `url`: `smpp://host:port` or `smpps://…`; `sender` is what the phone shows. */
export type SmppSettings = { url: string; system: string; password: string; sender: string }

export function smppGateway(settings: SmppSettings, patienceMs: number = PATIENCE_MS): Gateway {
  return { send: (message) => submit(settings, message, patienceMs) }
}

function submit(
  { url, system, password, sender }: SmppSettings,
  { to, text }: Message,
  patienceMs: number,
): Promise<Sent> {
  return new Promise((resolve) => {
    let submitted = false
    const session = smpp.connect({ url })
    const end = (sent: Sent) => {
      clearTimeout(timer)
      session.close()
      resolve(sent)
    }
    const timer = setTimeout(() => {
      session.destroy()
      resolve(broken())
    }, patienceMs)
    // The connection may break anywhere; what was submitted and not acknowledged may have gone.
    const broken = (): Sent => (submitted ? 'unknown' : 'later')
    session.on('error', () => end(broken()))
    session.on('close', () => end(broken()))
    session.on('connect', bind)
    session.on('secureConnect', bind)

    function bind() {
      session.bind_transmitter({ system_id: system, password }, ({ command_status: status }) => {
        if (status !== smpp.ESME_ROK) return end('later')
        submitted = true
        const written = session.submit_sm(
          {
            source_addr: sender,
            source_addr_ton: ALPHANUMERIC.ton,
            source_addr_npi: ALPHANUMERIC.npi,
            destination_addr: to.replace('+', ''),
            dest_addr_ton: INTERNATIONAL.ton,
            dest_addr_npi: INTERNATIONAL.npi,
            data_coding: UCS2,
            short_message: '',
            message_payload: Buffer.from(text, 'utf16le').swap16(),
          },
          (answer) => end(sentBy(answer)),
        )
        if (!written) end('later')
      })
    }
  })
}

function sentBy({ command_status: status }: Pdu): Sent {
  if (status === smpp.ESME_ROK) return 'accepted'
  return status === smpp.ESME_RINVDSTADR ? 'refused' : 'later'
}
