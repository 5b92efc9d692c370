/** What lies beside the database: papers as files. */
import { type Mechanism, within } from '../mechanism.ts'

const care = ['test/hq/files-care.test.ts']
const inCare = within('hq/files/care.ts', care)
const away = ['test/hq/files-away.test.ts']

export const papers: readonly Mechanism[] = [
  {
    id: 'file-flushed',
    name: 'a paper is flushed before a row names it',
    edits: [{ file: 'electron/branch/attachments/incoming.ts', from: 'await handle.sync()', to: '' }],
    tests: ['test/branch/attachments-durable.test.ts'],
  },
  {
    id: 'file-in-place',
    name: 'a paper has its lasting name before a row names it',
    edits: [
      {
        file: 'electron/branch/attachments/incoming.ts',
        from: 'await moveDurably(path, keptFile(branch, sha256))',
        to: 'setTimeout(() => void moveDurably(path, keptFile(branch, sha256)).catch(() => {}), 50)',
      },
    ],
    tests: ['test/branch/attachments-durable.test.ts'],
  },
  {
    id: 'file-arrived-hash',
    name: 'a paper that comes down is the one that was named',
    edits: [
      {
        file: 'electron/branch/attachments/arriving.ts',
        from: '(await hashOf(path)) !== content.sha256',
        to: "(await hashOf(path)) === ''",
      },
    ],
    tests: ['test/branch/attachments-durable.test.ts'],
  },
  {
    id: 'file-sent-hash',
    name: 'a paper that was spoilt on the disk is sent nowhere, and a person is told',
    edits: [
      {
        file: 'electron/branch/courier/files.ts',
        from: 'if (found === sha256) sound.add(sha256)',
        to: 'if (found !== null) sound.add(sha256)',
      },
      {
        file: 'electron/branch/courier/files.ts',
        from: 'return found === sha256\n  }',
        to: 'return found !== null\n  }',
      },
    ],
    tests: ['test/sync/files.test.ts'],
  },
  {
    id: 'file-taken-hash',
    name: 'headquarters holds a paper only under the hash of its bytes',
    edits: [{ file: 'hq/files/taking.ts', from: '(await hashOf(path)) !== sha256', to: "(await hashOf(path)) === ''" }],
    tests: ['test/sync/files-held.test.ts'],
  },
  within('hq/files/place.ts', away)(
    'folder-mark',
    'a folder of files without its mark is one that is not mounted, and nothing is laid in it',
    'if (await holdsFiles(sql))',
    'if ((await holdsFiles(sql)) && mark.length === 0)',
  ),
  within('hq/files/taking.ts', away)(
    'folder-not-laid',
    'nor does who takes files in lay it',
    'let made: FileStore | null = null',
    'let made: FileStore | null = new FileStore({ directory: comingFolder(place) })',
  ),
  within('hq/files/care.ts', away)(
    'away-strays-kept',
    'of a folder that is away no walk forgets what it saw there',
    'if (await isThere(place)) await forgetStray(hq.database, began)',
    'await forgetStray(hq.database, began)',
  ),
  {
    ...{ id: 'away-nothing-missing', name: 'nor is any file of it called missing', tests: care },
    edits: [
      {
        file: 'hq/files/care.ts',
        from: 'while (verifyDays > 0 && !signal?.aborted && (await isThere(place)))',
        to: 'while (verifyDays > 0 && !signal?.aborted)',
      },
      {
        file: 'hq/files/care.ts',
        from: 'if (signal?.aborted || !(await isThere(place))) await putBack',
        to: 'if (signal?.aborted) await putBack',
      },
    ],
  },
  inCare(
    'half-expires',
    'half an upload that nobody goes on with is thrown away',
    'if (last !== null && last < until) await rm(path, { force: true })',
  ),
  inCare(
    'half-that-grows',
    'what is said of one that grows is not',
    "(await changedAt(path.replace(/\\.json$/, ''))) ?? ",
  ),
  inCare(
    'held-against-name',
    'each file is held against its name again and again',
    "else if (fault !== 'unread') await noteFault(",
    "else if (fault === 'unread') await noteFault(",
  ),
  within('hq/store/files.ts', care)(
    'damaged-given-to-nobody',
    'one that is another by now is given to nobody, and wanted anew',
    " AND fault IS DISTINCT FROM 'damaged'",
  ),
  inCare('stray-waits', 'what no case names is thrown away after a long time only', 'ago(hq, strayDays)', 'ago(hq, 0)'),
  inCare(
    'named-held-again',
    'what a case names and a restored database does not know is held again',
    'await holdFile(database, branch, { sha256, bytes: size }, nowOf(hq))',
    'void [holdFile, size]',
  ),
  inCare(
    'held-again-when-right',
    'where it is the right one',
    ' && (await faultOf(path, sha256, { bytesPerSecond, signal })) === null',
  ),
]
