/** What lies beside the database: papers as files. */
import type { Mechanism } from '../mechanism.ts'

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
]
