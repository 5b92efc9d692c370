// The ways out to customers' phones: which one is chosen, and what is known of a message that was given to it.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createLine, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import smpp from 'smpp'
import { describe, expect, test } from 'vitest'
import { chooseGateway } from '../../hq/gateway/choose.ts'
import type { Sent } from '../../hq/gateway/gateway.ts'
import { httpGateway } from '../../hq/gateway/http.ts'
import { smppGateway } from '../../hq/gateway/smpp.ts'
import { uuid } from '../support/pen.ts'

describe('a gateway', () => {
  test('of the demo does not start outside a demo, and one that others could read does not start at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'okno-gateway-'))
    expect(() => chooseGateway({ HQ_GATEWAY: 'file' }, folder)).toThrow(/demo only/)
    expect(chooseGateway({}, folder)).toBeNull()
    expect(chooseGateway({ HQ_DEMO: '1' }, folder)?.shown).toBe(true)
    const http = { HQ_GATEWAY: 'http', HQ_GATEWAY_SECRET: 'sixteen-letters-' }
    expect(() => chooseGateway({ ...http, HQ_GATEWAY_URL: 'http://sms.example' }, folder)).toThrow()
    expect(chooseGateway({ ...http, HQ_GATEWAY_URL: 'https://sms.example' }, folder)?.shown).toBeUndefined()
    expect(() => chooseGateway({ ...http, HQ_GATEWAY_URL: 'smpp://sms.example' }, folder)).toThrow(/https/)
    const centre = { HQ_GATEWAY: 'smpp', HQ_GATEWAY_URL: 'smpps://sms.example:3550', HQ_GATEWAY_SECRET: 'secret' }
    expect(() => chooseGateway(centre, folder)).toThrow(/_SYSTEM/)
    expect(chooseGateway({ ...centre, HQ_GATEWAY_SYSTEM: 'okno', HQ_GATEWAY_SENDER: 'OKNO' }, folder)).not.toBeNull()
    rmSync(folder, { recursive: true })
  })

  test('over HTTP gets id, number, text and secret once; its answer decides', async () => {
    const answers = [202, 400, 429, 503, 500, 502, 302]
    const heard: { body: string; secret: unknown; key: unknown }[] = []
    const server = createServer((asked, answer) => {
      let body = ''
      asked.on('data', (part: Buffer) => (body += part.toString()))
      asked.on('end', () => {
        heard.push({ body, secret: asked.headers.authorization, key: asked.headers['idempotency-key'] })
        const location = `http://127.0.0.1:${address.port}/elsewhere`
        answer.writeHead(answers.shift() ?? 200, { location }).end('the text comes back')
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address() as { port: number }
    const http = httpGateway(`http://127.0.0.1:${address.port}/send`, 'the-secret')
    const message = { id: uuid('m'), to: '+77011234567', text: 'Код 123456' }
    const said: Sent[] = []
    while (answers.length > 0) said.push(await http.send(message))
    expect(said).toEqual(['accepted', 'refused', 'later', 'later', 'unknown', 'unknown', 'later'])
    expect(heard).toHaveLength(7)
    expect(heard[0]).toEqual({ body: JSON.stringify(message), secret: 'Bearer the-secret', key: message.id })
    server.close()
    expect(await http.send(message)).toBe('later')
  })

  test.each(['says nothing', 'breaks the line'])(
    'over HTTP that has the message and %s leaves open whether it goes',
    async (how) => {
      let heard = 0
      const server = createServer((asked) => {
        asked.resume().on('end', () => {
          heard += 1
          if (how === 'breaks the line') asked.socket.destroy()
        })
      })
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      const { port } = server.address() as { port: number }
      const http = httpGateway(`http://127.0.0.1:${port}/send`, 'the-secret', 300)
      expect(await http.send({ id: uuid('m'), to: '+77011234567', text: 'Код 123456' })).toBe('unknown')
      expect(heard).toBe(1)
      server.closeAllConnections()
      server.close()
    },
  )

  test('over a line that never stood nothing was sent, however long it took', async () => {
    const lines: Socket[] = []
    const server = createLine((line) => lines.push(line))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as { port: number }
    const message = { id: uuid('m'), to: '+77011234567', text: 'Код 123456' }
    const centre = { url: `smpp://127.0.0.1:${port}`, system: 'okno', password: 'secret', sender: 'OKNO' }
    // Nobody answers the TLS greeting, nobody answers the bind.
    expect(await httpGateway(`https://127.0.0.1:${port}/send`, 'the-secret', 300).send(message)).toBe('later')
    expect(await smppGateway(centre, 300).send(message)).toBe('later')
    expect(lines).toHaveLength(2)
    for (const line of lines) line.destroy()
    server.close()
  })
})

describe('a message centre over SMPP', () => {
  type Heard = { to: unknown; from: unknown; text: string }
  /** A message centre of the same package, with one account. */
  async function centre(status: () => number | 'silent' | 'broken') {
    const heard: Heard[] = []
    const server = smpp.createServer((session) => {
      session.on('error', () => {})
      session.on('bind_transmitter', (pdu) => {
        const known = pdu.system_id === 'okno' && pdu.password === 'secret'
        session.send(pdu.response({ command_status: known ? smpp.ESME_ROK : smpp.ESME_RBINDFAIL }))
      })
      session.on('submit_sm', (pdu) => {
        const payload = pdu.message_payload as { message: string } | Buffer
        const text = Buffer.isBuffer(payload) ? payload.swap16().toString('utf16le') : payload.message
        heard.push({ to: pdu.destination_addr, from: pdu.source_addr, text })
        const says = status()
        if (says === 'broken') session.destroy()
        else if (says !== 'silent') session.send(pdu.response({ command_status: says }))
      })
      session.on('unbind', (pdu) => session.send(pdu.response()))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
    const { port } = server.address() as { port: number }
    const at = (password: string) =>
      smppGateway({ url: `smpp://127.0.0.1:${port}`, system: 'okno', password, sender: 'OKNO' }, 2_000)
    return { heard, at, close: () => server.close() }
  }
  test.each(['silent', 'broken'] as const)(
    'that has the message and is %s leaves open whether it goes',
    async (says) => {
      const { heard, at, close } = await centre(() => says)
      expect(await at('secret').send(message)).toBe('unknown')
      expect(heard).toHaveLength(1)
      close()
    },
  )

  const message = { id: uuid('smpp'), to: '+77011234567', text: 'Код 123456: Нөмірді көшіру. Өтініш – ғана' }

  test('gets the number and every letter of Kazakh, and its answer decides', async () => {
    const says = { status: smpp.ESME_ROK }
    const { heard, at, close } = await centre(() => says.status)
    expect(await at('secret').send(message)).toBe('accepted')
    expect(heard).toEqual([{ to: '77011234567', from: 'OKNO', text: message.text }])
    says.status = smpp.ESME_RINVDSTADR
    expect(await at('secret').send(message)).toBe('refused')
    says.status = smpp.ESME_RTHROTTLED
    expect(await at('secret').send(message)).toBe('later')
    expect(await at('wrong').send(message)).toBe('later')
    expect(heard).toHaveLength(3)
    close()
    expect(await at('secret').send(message)).toBe('later')
  })
})
