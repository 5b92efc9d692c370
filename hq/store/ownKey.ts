/**
 * The key that this database belongs to. Devices believe one headquarters by its key, so an instance with another one would
 * turn all of them away: it does not start, and changes nothing in the database before it knows. A database that belongs to none
 * yet is given the key of whoever starts first.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyPair, keyPairAt } from '../../trust/keys.ts'
import { CannotStart } from '../cannotStart.ts'
import { type Database, migrate, type Sql } from './database.ts'

/**
 * The key in `folder`, made there where the database belongs to none, and the database brought to this program's version. Throws
 * `CannotStart` where the key is not that of the database, which stays as it was then.
 */
export async function ownKey(database: Database, folder: string): Promise<KeyPair> {
  const known = await keyOfOwner(database, folder)
  await migrate(database)
  if (known) return known
  const { publicKey } = keyPairAt(fileIn(folder))
  await database.query('INSERT INTO own_key (public_key) VALUES ($1) ON CONFLICT DO NOTHING', [publicKey])
  // Another one where another instance was first.
  const given = await keyOfOwner(database, folder)
  if (!given) throw new Error('A database that was given a key has none')
  return given
}

const fileIn = (folder: string) => join(folder, 'hq.key')

/** Null where the database belongs to none yet. */
async function keyOfOwner(sql: Sql, folder: string): Promise<KeyPair | null> {
  const owner = await ownerOf(sql)
  if (owner === null) return null
  const file = fileIn(folder)
  const copy =
    'Copy hq.key there from the data folder (HQ_DATA_DIR) of an instance that works on this database, or from the copy that you keep off line (docs/operations.md).'
  if (!existsSync(file)) throw new CannotStart(`There is no ${file}, and this database belongs to a key. ${copy}`)
  const key = keyPairAt(file)
  if (owner !== key.publicKey) throw new CannotStart(`${file} is not the key that this database belongs to. ${copy}`)
  return key
}

/** Its public half, also of a database that no program of today has laid. */
async function ownerOf(sql: Sql): Promise<string | null> {
  const [table] = await sql.query<{ there: boolean }>(`SELECT to_regclass('own_key') IS NOT NULL AS there`, [])
  if (!table?.there) return null
  const [row] = await sql.query<{ public_key: string }>('SELECT public_key FROM own_key', [])
  return row?.public_key ?? null
}
