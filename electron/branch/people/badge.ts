/**
 * A badge picks the person on the sign-in screen; the PIN is still asked. Its number is short enough to be guessed from a
 * plain hash, so the hash is keyed with what only this computer has: a copy of the database alone tells no number.
 */
import type { Sign } from '../../../domain/journal/primitives.ts'
import { primitives } from '../../../trust/primitives.ts'

/** `number`: as `readBadge` gives it. Ed25519 signs alike each time (RFC 8032), so one number has one hash. */
export const badgeHash = (sign: Sign, number: string): string => primitives.sha256(sign(`okno-badge-1\n${number}`))
