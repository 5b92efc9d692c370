/**
 * The files of the open form, for every part of it: list, ways in (drop, paste, chooser, camera, scanner), and the rule
 * that a file of a paper ticks that paper as handed in, once: the tick stays the person's to take back.
 */
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../domain/forms/catalogue.ts'
import type { Form } from '../../domain/forms/schema.ts'
import type { Attached, Draft } from '../../electron/contract.ts'
import { api } from '../api.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { momentAt } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'
import './attachments.css'
import { fileQueries, kindsOf, readAgain } from './files.ts'
import { useIncoming } from './incoming.ts'
import { Over } from './Over.tsx'
import { sendIn, turnAway, useUploads } from './uploads.ts'
import { useWays } from './Ways.tsx'

export type FormFilesShare = {
  draft: string
  form: Form
  files: Attached[]
  /** False until the branch has said which files there are. */
  known: boolean
  /** Whether files are here or on their way. */
  any: boolean
  selected: Attached | null
  /** Shows it, large, among the files. */
  select: (id: string) => void
  add: (files: File[], paper: string | null) => void
  choose: (paper: string | null) => void
  camera: (paper: string | null) => void
  scan: (paper: string | null) => void
}

/** Given by whoever shows a form: with the files of a draft, or inert where there is no draft. */
export const Context = createContext<FormFilesShare | null>(null)

export function useFormFiles(): FormFilesShare {
  const share = useContext(Context)
  if (!share) throw new Error('files outside a form')
  return share
}

type Props = { draft: Draft; form: Form; open: OpenDraft; onShow: () => void; children: ReactNode }
const none: Attached[] = []

export function FormFiles({ draft, form, open, onShow, children }: Props) {
  const { t } = useTranslation('attachments')
  const { catalogue, branch } = useDesk().workspace
  const { data } = useQuery(fileQueries.of({ draft: draft.id }))
  const files = data ?? none
  const uploads = useUploads(draft.id)
  const [selectedId, select] = useState<string | null>(null)
  const fields = useMemo(() => fieldsOf(catalogue, form), [catalogue, form])

  const add = useCallback(
    (chosen: File[], paper: string | null) => {
      const to = { draft: draft.id }
      const type = fields.find((field) => field.key === paper)?.type
      const accepted = type?.kind === 'files' ? kindsOf(type.accept) : null
      const room = type?.kind === 'files' ? type.max - files.filter((one) => one.paper === paper).length : chosen.length
      onShow()
      for (const file of chosen.slice(room)) turnAway(file, to, { code: 'fieldFull' })
      sendIn(
        chosen.slice(0, Math.max(0, room)).map((file) => ({
          ...{ file, to, paper },
          onTaken: (attachment) => {
            if (!attachment) return
            select(attachment.id)
            // What the field does not take is kept with the application all the same: no paper is lost.
            if (!accepted || accepted.includes(attachment.kind)) return
            turnAway(file, to, { code: 'notForField' })
            void api.attachments.paper({ id: attachment.id, paper: null }).then(readAgain)
          },
        })),
      )
    },
    [draft.id, fields, files, onShow],
  )
  const { choose, camera, scan, dialogs } = useWays({ to: { draft: draft.id }, add, keys: true, onScan: onShow })
  const over = useIncoming((dropped, { pasted, field }) => {
    const { seconds } = momentAt(Date.now(), branch.timeZone)
    const named = (file: File) =>
      pasted && /^image\.\w+$/.test(file.name)
        ? new File(
            [file],
            `${t('pasted', { time: seconds.replaceAll(':', '-') })}.${file.name.split('.').at(-1)}`,
            file,
          )
        : file
    add(dropped.map(named), field)
  })
  useSelectArrived(files, data !== undefined, select)
  useTickPapers(files, data !== undefined, form, open)

  const selected = files.find((one) => one.id === selectedId) ?? files.at(-1) ?? null
  const known = data !== undefined
  const any = files.length > 0 || uploads.length > 0
  const share: FormFilesShare = useMemo(
    () => ({
      ...{ draft: draft.id, form, files, known, any, selected, add, choose, camera, scan },
      select: (id) => {
        select(id)
        onShow()
      },
    }),
    [draft.id, form, files, known, any, selected, add, choose, camera, scan, onShow],
  )
  return (
    <Context value={share}>
      {children}
      {dialogs}
      {over && <Over words={t('dropHere')} />}
    </Context>
  )
}

/** A sheet that the person has just put on the scanner is what he wants to see; what comes by itself changes nothing. */
function useSelectArrived(files: Attached[], known: boolean, select: (id: string) => void): void {
  const seen = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!known) return
    const before = seen.current
    seen.current = new Set(files.map((one) => one.id))
    const fresh = before && files.filter((one) => one.from === 'scanner' && !before.has(one.id)).at(-1)
    if (fresh) select(fresh.id)
  }, [files, known, select])
}

/** Sheets that lie in the files of each paper. */
function sheetsOf(files: Attached[], form: Form): Map<string, number> {
  const papers = [...form.papers.required, ...form.papers.optional]
  const sheets = new Map<string, number>()
  for (const { paper, pages } of files)
    if (paper !== null && papers.some((one) => one.key === paper))
      sheets.set(paper, (sheets.get(paper) ?? 0) + Math.max(1, pages ?? 1))
  return sheets
}

function useTickPapers(files: Attached[], known: boolean, form: Form, { setPapers }: OpenDraft): void {
  const counted = useRef<Map<string, number> | null>(null)
  useEffect(() => {
    if (!known) return
    const before = counted.current
    const now = sheetsOf(files, form)
    counted.current = new Map([...(before ?? []), ...now])
    if (!before) return
    for (const [key, sheets] of now) {
      const was = before.get(key)
      if (was === sheets) continue
      setPapers((papers) => {
        const taken = papers.find((one) => one.key === key)
        const application = form.papers.required.some((one) => one.key === key && one.kind === 'application')
        if (was === undefined && !taken) return [...papers, { key, sheets, original: application }]
        // The count follows the files only while it was theirs.
        return papers.map((one) => (one.key === key && one.sheets === (was ?? 1) ? { ...one, sheets } : one))
      })
    }
  }, [files, known, form, setPapers])
}
