// Signatures that are checked beside each other count as if each had been checked when it was asked for.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examine } from '../../domain/journal/admit.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { checkedTogether } from '../../trust/together.ts'
import { registrationPayload, reviewRequested, takePen, uuid } from '../support/pen.ts'

const hq = keyPair(newPrivateKey())
const pen = takePen(hq, 'together', 'V001')
for (let i = 1; i <= 4; i++) {
  pen.register(uuid(`together ${i}`), registrationPayload(`together ${i}`, i, 'V001'))
  pen.write(reviewRequested(uuid(`together ${i}`)))
}
const stranger = keyPair(newPrivateKey())

test('a run is refused for the same reason at the same place, whichever signature in it is false', async () => {
  const run = pen.run()
  const bad = (text: string) => [stranger.sign(text), 'жоқ', '', 'A'.repeat(86)]
  await fc.assert(
    fc.asyncProperty(fc.subarray([...run.events.keys()]), fc.nat(3), fc.boolean(), async (spoilt, how, stolen) => {
      const events = run.events.map((event, i) =>
        spoilt.includes(i) && event.signature !== null ? { ...event, signature: bad(event.header)[how] ?? '' } : event,
      )
      const certificate = stolen ? { ...run.certificate, signature: stranger.sign('x') } : run.certificate
      const sent = { ...run, certificate, events }
      const together = await checkedTogether((own) => examine(own, hq.publicKey, sent))
      expect(together).toEqual(examine(primitives, hq.publicKey, sent))
      expect('verdict' in together).toBe(spoilt.length > 0 || stolen)
    }),
    { numRuns: 60 },
  )
})
