/**
 * The gateway that the environment names. `HQ_GATEWAY`: `http` (with `HQ_GATEWAY_URL`, `HQ_GATEWAY_SECRET`), `smpp`
 * (with `HQ_GATEWAY_SYSTEM` and `HQ_GATEWAY_SENDER` besides), `file` (the demo's; the folder `messages` in the data folder), or `none`, which is the default outside the demo.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '../cannotStart.ts'
import { readEnvironment, said } from '../settings.ts'
import { fileGateway } from './file.ts'
import type { Gateway } from './gateway.ts'
import { httpGateway } from './http.ts'
import { smppGateway } from './smpp.ts'

const settings = z.object({
  HQ_DEMO: z.string().optional(),
  HQ_GATEWAY: z.enum(['none', 'file', 'http', 'smpp'], 'must be none, file, http or smpp').optional(),
  HQ_GATEWAY_URL: z
    .url({ protocol: /^(https|smpps?)$/, error: 'must be an address with https, smpp or smpps' })
    .optional(),
  HQ_GATEWAY_SECRET: said.optional(),
  HQ_GATEWAY_SYSTEM: said.optional(),
  /** GSM 03.40. */
  HQ_GATEWAY_SENDER: said.max(11, 'must have at most 11 letters').optional(),
})

/** Throws `CannotStart` where something is set that cannot work, above all a gateway of the demo outside of it. */
export function chooseGateway(env: NodeJS.ProcessEnv, dataFolder: string): Gateway | null {
  const set = readEnvironment(settings, env)
  const { HQ_DEMO, HQ_GATEWAY, HQ_GATEWAY_URL: url, HQ_GATEWAY_SECRET: secret } = set
  const demo = HQ_DEMO === '1'
  switch (HQ_GATEWAY ?? (demo ? 'file' : 'none')) {
    case 'none':
      return null
    case 'file': {
      // It shows codes to whoever stands at the counter: outside a demo that would be no consent at all.
      if (!demo) throw new CannotStart('HQ_GATEWAY=file is for the demo only (HQ_DEMO=1).')
      const folder = join(dataFolder, 'messages')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return fileGateway(folder)
    }
    case 'http':
      if (!url?.startsWith('https:') || !secret)
        throw new CannotStart('HQ_GATEWAY=http needs HQ_GATEWAY_URL (https) and HQ_GATEWAY_SECRET.')
      return httpGateway(url, secret)
    case 'smpp': {
      const { HQ_GATEWAY_SYSTEM: system, HQ_GATEWAY_SENDER: sender } = set
      if (!url?.startsWith('smpp') || !secret || !system || !sender)
        throw new CannotStart('HQ_GATEWAY=smpp needs HQ_GATEWAY_URL (smpp or smpps), _SECRET, _SYSTEM and _SENDER.')
      return smppGateway({ url, system, password: secret, sender })
    }
  }
}
