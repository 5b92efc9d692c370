// What a branch makes of the word that one of its devices is revoked.
import { expect, test } from 'vitest'
import { revoke } from '../../domain/journal/revocation.ts'
import { enrolled, storeForeign } from '../../electron/branch/handover.ts'
import { learnOfRevoked } from '../../electron/branch/revoked.ts'
import { allRevocations } from '../../electron/branch/store/revocations.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { takePen, uuid } from '../support/pen.ts'
import { openBench, rows } from './bench.ts'
import { hq } from './lines.ts'

const about = (branch: string) => ({
  ...{ v: 1 as const, device: uuid('device stolen'), branch, at: '2026-11-23T04:00:00.000Z', heads: {} },
})

test('P-10 only what headquarters signed for this branch is believed, kept and marked', async () => {
  const bench = await openBench()
  const pen = takePen(hq, 'stolen')
  enrolled(bench.branch, takePen(hq, 'mine').certificate, hq.publicKey)
  storeForeign(bench.branch, pen.events, 'hub')
  const { branch } = bench.branch.desk()
  const told = (body: ReturnType<typeof about>, key = hq) =>
    learnOfRevoked(bench.branch, hq.publicKey, [revoke(body, key.sign)])
  told(about(branch), keyPair(newPrivateKey()))
  told(about('0999'))
  expect(allRevocations(bench.branch.db)).toEqual([])
  expect(rows(bench, 'SELECT hash FROM event_flag')).toEqual([])
  told(about(branch))
  expect(allRevocations(bench.branch.db)).toHaveLength(1)
  expect(rows(bench, 'SELECT hash, flag FROM event_flag')).toEqual(
    pen.events.map(({ hash }) => ({ hash, flag: 'revoked' })),
  )
})
