/**
 * Files of drafts and cases. A file is kept as it came, under the SHA-256 of its bytes, and a row names it only when it
 * lies safely on the disk. Turning and cropping are a way to look, never a change. Nothing here reaches a registered case
 * without a person's own call.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { attachment as recorded } from '../../domain/cases/events.ts'
import { code, commandOutcome, done, id, nothing, notSignedIn, refused, storageRefusal, utc } from './shapes.ts'

export const attachmentKind = recorded.shape.kind
export type AttachmentKind = z.infer<typeof attachmentKind>

/** Whose a file is: typed and not registered yet, or registered. */
export const holder = z.union([z.strictObject({ draft: id }), z.strictObject({ case: id })])
export type Holder = z.infer<typeof holder>
/** Where a file goes when it comes in; the tray reads its codes and files it. */
export const destination = z.union([...holder.options, z.strictObject({ tray: z.literal(true) })])
export type Destination = z.infer<typeof destination>

const fraction = z.number().min(0).max(1)
/** Part of the upright page before it is turned, in fractions of its width and height from the upper left corner. */
export const crop = z
  .strictObject({ x: fraction, y: fraction, width: fraction, height: fraction })
  .refine(({ x, y, width, height }) => width > 0 && height > 0 && x + width <= 1.0001 && y + height <= 1.0001, {
    message: 'the part lies outside the page',
  })
export type Crop = z.infer<typeof crop>
/** Degrees clockwise; applied after the crop. */
export const turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])
export type Turn = z.infer<typeof turn>

/**
 * Why a file cannot be shown, though it is kept: damaged inside, locked with a password, more pixels or pages than are
 * opened, took too long or too much memory to open (a bomb, or an accident).
 */
export const whyUnreadable = z.enum([
  ...(['torn', 'locked', 'tooManyPixels', 'tooManyPages', 'tooLong', 'tooMuchMemory', 'ended'] as const),
])
export type WhyUnreadable = z.infer<typeof whyUnreadable>

export const attached = z.strictObject({
  id,
  sha256: recorded.shape.sha256,
  name: z.string(),
  kind: attachmentKind,
  bytes: z.int(),
  /** Key of the paper of the form that it shows. */
  paper: z.string().nullable(),
  turn,
  crop: crop.nullable(),
  /** Null while nobody has counted them, and for what has none (mp4). */
  pages: z.int().nullable(),
  /** `absent`: another computer has the file; here only its name is known. */
  state: z.enum(['reading', 'ready', 'unreadable', 'absent']),
  /** Letter of the window at which it was taken in; only where it is absent here. */
  at: z.string().exactOptional(),
  why: whyUnreadable.nullable(),
  /**
   * Where a case's file is on its way: at headquarters; waiting here, or coming from there, with so many bytes done; neither
   * here nor there (`lost`); here, but not as it came in (`damaged`). Of a draft's files nothing is said.
   */
  carried: z
    .strictObject({ state: z.enum(['there', 'waits', 'comes', 'lost', 'damaged']), done: z.int() })
    .exactOptional(),
  /** `otherKind`: it is not what its name says and was taken as what it is; `otherCase`: it bears the code of another paper. */
  notes: z.array(z.enum(['otherKind', 'otherCase'])),
  from: z.enum(['window', 'scanner', 'folder']),
  addedAt: utc,
})
export type Attached = z.infer<typeof attached>

/**
 * Where the window finds the picture of a page (from 1), upright, whole and unturned, as PNG or JPEG: `view` fits into
 * 2000 × 2000 points, `small` into 320 × 320. Answers 404 where the page cannot be shown or nobody is signed in.
 */
export const pageAddress = (sha256: string, page: number, size: 'view' | 'small' = 'view'): string =>
  `okno://app/attachment/${sha256}/${page}/${size}`
/** Source of a `<video>` for mp4; answers ranges. */
export const videoAddress = (sha256: string): string => `okno://app/attachment/${sha256}/video`

/** Largest piece of a file in one call, in bytes. */
export const CHUNK_BYTES = 1024 * 1024

/** `limit` in bytes, of this kind of file or of any. */
const tooBig = z.strictObject({ code: z.literal('tooBig'), limit: z.int() })

/**
 * A file whose content is no kind that we keep. `kindUnknown`: nor does its name promise one. Else the name promises what
 * the file is not: it holds something else (`notAsNamed`: nobody can tell what), or is a PDF that cannot be opened.
 */
export const strangeFile = z.enum([
  ...(['kindUnknown', 'pdfClosed', 'notAsNamed', 'holdsText', 'holdsVideo', 'holdsSound'] as const),
  ...(['holdsPicture', 'holdsDocument', 'holdsArchive'] as const),
])
export type StrangeFile = z.infer<typeof strangeFile>
/** Why a file is not taken at all: no kind that we keep, or cut off before its end. */
const unusable = z.strictObject({ code: z.enum([...strangeFile.options, 'torn', 'empty']) })
export const fileRefusal = z.union([storageRefusal, notSignedIn, tooBig, unusable])
/** There is no such draft or case, or the draft has become a case. */
export const holderGone = code(['unknownDraft', 'unknownCase', 'alreadyRegistered'])

/** A file that came in. `item` is its place in the tray, where that was asked for. */
const taken = z.strictObject({
  ok: z.literal(true),
  repeated: z.boolean(),
  attachment: attached.nullable(),
  item: id.nullable(),
})
/** What becomes of one that comes in whole. */
export const reception = z.union([taken, refused(z.union([fileRefusal, holderGone]))])

export const attachments = {
  /** Bytes at most per kind (operator's rule). */
  limits: oc.input(nothing).output(z.record(attachmentKind, z.int())),
  list: oc.input(holder).output(z.array(attached)),
  /** A file on its way in: `begin`, `append` from the first byte to the last, `finish`. */
  begin: oc
    .input(
      z.strictObject({
        to: destination,
        name: z.string().max(1000),
        bytes: z.int().min(0),
        paper: z.string().max(100).nullable(),
      }),
    )
    .output(
      z.union([z.strictObject({ ok: z.literal(true), upload: id }), refused(z.union([fileRefusal, holderGone]))]),
    ),
  append: oc
    .input(
      z.strictObject({
        upload: id,
        /** Place of the first byte; the end of what was appended before. */
        at: z.int().min(0),
        chunk: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= CHUNK_BYTES),
      }),
    )
    .output(z.union([done, refused(z.union([storageRefusal, tooBig, code(['unknownUpload', 'wrongPlace'])]))])),
  /**
   * Only after this call answers `ok` does the file belong to anybody. The same file twice for one draft or case is one
   * attachment (`repeated`).
   */
  finish: oc
    .input(z.strictObject({ upload: id }))
    .output(z.union([taken, refused(z.union([fileRefusal, holderGone, code(['unknownUpload'])]))])),
  cancel: oc.input(z.strictObject({ upload: id })).output(done),
  /** A file of a case that lies elsewhere is fetched before all others; it comes when headquarters has it. */
  fetch: oc
    .input(z.strictObject({ case: id, sha256: recorded.shape.sha256 }))
    .output(z.union([done, refused(z.union([notSignedIn, code(['unknownAttachment'])]))])),
  /** How people look at it. The file stays as it is. */
  look: oc
    .input(z.strictObject({ id, turn, crop: crop.nullable() }))
    .output(commandOutcome(done, code(['unknownAttachment']))),
  /** Which paper of the form it shows. Of drafts only: what is registered stays as it was confirmed. */
  paper: oc
    .input(z.strictObject({ id, paper: z.string().max(100).nullable() }))
    .output(commandOutcome(done, code(['unknownAttachment', 'alreadyRegistered']))),
  remove: oc
    .input(z.strictObject({ id }))
    .output(commandOutcome(done, code(['unknownAttachment', 'alreadyRegistered']))),
}
