/**
 * The key that this database belongs to. Devices believe one headquarters by its key, so an instance with another one would
 * turn all of them away: it does not start. A database that belongs to none yet is given the key of whoever starts first.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyPair, keyPairAt } from '../../trust/keys.ts'
import { CannotStart } from '../cannotStart.ts'
import type { Sql } from './database.ts'

/** The key in `folder`, made there where the database belongs to none. Throws `CannotStart` where it is not that of the database. */
export async function ownKey(sql: Sql, folder: string): Promise<KeyPair> {
  const file = join(folder, 'hq.key')
  const copy =
    'Copy hq.key there from the data folder (HQ_DATA_DIR) of an instance that works on this database, or from the copy that you keep off line (docs/operations.md).'
  const before = await keyOf(sql)
  if (before !== null && !existsSync(file))
    throw new CannotStart(`There is no ${file}, and this database belongs to a key. ${copy}`)
  const key = keyPairAt(file)
  if ((before ?? (await giveKey(sql, key.publicKey))) !== key.publicKey)
    throw new CannotStart(`${file} is not the key that this database belongs to. ${copy}`)
  return key
}

async function keyOf(sql: Sql): Promise<string | null> {
  const [row] = await sql.query<{ public_key: string }>('SELECT public_key FROM own_key', [])
  return row?.public_key ?? null
}

/** The key that it has then: another one where another instance was first. */
async function giveKey(sql: Sql, publicKey: string): Promise<string | null> {
  await sql.query('INSERT INTO own_key (public_key) VALUES ($1) ON CONFLICT DO NOTHING', [publicKey])
  return keyOf(sql)
}
