// A real CUPS for tests: its own cupsd, settings, spool and socket; the machine's printers are neither seen nor touched.
// Its queues use the CUPS-PDF driver's description; the last step, which on a real queue hands the page to a device,
// stores it as <queue>-<job>.pdf in a folder of the test. Sets CUPS_SERVER, which lp, lpstat and Electron obey.
// It dies with the process that started it.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const READY_LIMIT_MS = 20_000
const SERVER_BIN = '/usr/lib/cups'
const DESCRIPTION = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd'

/** The page reaches the device as PDF, not as PostScript, so that its letters can be read back. */
const AS_PDF = '*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"'

export interface Job {
  /** Such as `PDF-3`. */
  id: string
  printer: string
}

export interface Cups {
  /** For CUPS_SERVER: the path of the socket. */
  server: string
  /** Where printed pages arrive. */
  output: string
  /** Adds a queue, enabled and accepting. Any paper from 0.5 inch up. `PDF` is there already and is the default. */
  addPrinter(name: string): Promise<void>
  removePrinter(name: string): Promise<void>
  /** Jobs are taken but wait, as when a printer is out of paper. */
  disable(name: string, reason?: string): Promise<void>
  enable(name: string): Promise<void>
  /** Jobs are refused. */
  reject(name: string): Promise<void>
  accept(name: string): Promise<void>
  /** Jobs that wait ('not-completed') or are over ('completed', also cancelled ones), of all queues. */
  jobs(which?: 'not-completed' | 'completed'): Promise<Job[]>
  /** Full paths of the printed pages, oldest job first. */
  outputFiles(): Promise<string[]>
  /** The server's own log, for a failing test to show. */
  log(): Promise<string>
  /** Stops the server, deletes its folder and puts CUPS_SERVER back as it was. */
  stop(): Promise<void>
}

function filesConf(folder: string): string {
  const own = process.getuid?.() === 0 ? 'User lp\nGroup lp\nSystemGroup root lpadmin\n' : ''
  return `${own}ServerRoot ${folder}/etc
ServerBin ${folder}/bin
StateDir ${folder}/state
CacheDir ${folder}/cache
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
AccessLog ${folder}/access.log
ErrorLog ${folder}/error.log
PageLog ${folder}/page.log
`
}

function serverConf(folder: string): string {
  return `Listen ${folder}/cups.sock
LogLevel info
Browsing Off
DefaultAuthType None
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`
}

/** CUPS passes: job, user, title, copies, options, and the file unless the page comes on standard input. */
function device(output: string): string {
  return `#!/bin/sh
# With no arguments CUPS asks for a list of devices: there is none to find.
[ $# -eq 0 ] && exit 0
cat \${6:+"$6"} > "${output}/.$PRINTER-$1" && chmod 644 "${output}/.$PRINTER-$1" || exit 1
mv "${output}/.$PRINTER-$1" "${output}/$PRINTER-$1.pdf"
`
}

/** The machine's CUPS programs, with our one device beside them instead of its own. */
async function layOut(folder: string, output: string): Promise<void> {
  for (const name of ['etc', 'bin', 'bin/backend', 'state', 'cache', 'spool', 'spool/tmp', 'output']) {
    await mkdir(join(folder, name))
  }
  for (const name of await readdir(SERVER_BIN)) {
    if (name !== 'backend') await symlink(join(SERVER_BIN, name), join(folder, 'bin', name))
  }
  const program = join(folder, 'bin/backend/okno-capture')
  await writeFile(program, device(output))
  await chmod(program, 0o755)
  const description = await readFile(DESCRIPTION, 'utf8')
  await writeFile(join(folder, 'printer.ppd'), description.replace('*HWMargins', `${AS_PDF}\n*HWMargins`))
  await writeFile(join(folder, 'etc/cups-files.conf'), filesConf(folder))
  await writeFile(join(folder, 'etc/cupsd.conf'), serverConf(folder))
  // Filters and device run as the lp user when the server runs as root.
  for (const name of ['', 'spool', 'spool/tmp', 'output', 'cache', 'state']) await chmod(join(folder, name), 0o777)
}

/** Starts the server with one queue, `PDF`; about a second. Throws with the server's log when it is not ready in 20 s. */
export async function startCups(): Promise<Cups> {
  const folder = await mkdtemp('/tmp/okno-cups-')
  const output = join(folder, 'output')
  const server = join(folder, 'cups.sock')
  await layOut(folder, output)
  const words = [
    '/usr/sbin/cupsd',
    '-f',
    '-c',
    join(folder, 'etc/cupsd.conf'),
    '-s',
    join(folder, 'etc/cups-files.conf'),
  ]
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const before = process.env.CUPS_SERVER
  process.env.CUPS_SERVER = server

  const ask = async (program: string, ...args: string[]) => {
    const env = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C.UTF-8' }
    return (await run(program, args, { env })).stdout
  }
  const does = async (program: string, ...args: string[]) => void (await ask(program, ...args))
  const log = async () => complaints + (await readFile(join(folder, 'error.log'), 'utf8').catch(() => ''))
  const cups: Cups = {
    server,
    output,
    log,
    addPrinter: (name) =>
      does(
        'lpadmin',
        '-p',
        name,
        '-E',
        '-v',
        'okno-capture:/',
        '-P',
        join(folder, 'printer.ppd'),
        '-o',
        'printer-error-policy=retry-job',
      ),
    removePrinter: (name) => does('lpadmin', '-x', name),
    disable: (name, reason = 'out of paper') => does('cupsdisable', '-r', reason, name),
    enable: (name) => does('cupsenable', name),
    reject: (name) => does('cupsreject', name),
    accept: (name) => does('cupsaccept', name),
    async jobs(which = 'not-completed') {
      const lines = (await ask('lpstat', '-W', which, '-o')).split('\n').filter(Boolean)
      return lines.map((line) => {
        const id = line.split(/\s/)[0] ?? ''
        return { id, printer: id.slice(0, id.lastIndexOf('-')) }
      })
    },
    async outputFiles() {
      const number = (name: string) => Number(/-(\d+)\.pdf$/.exec(name)?.[1])
      const names = (await readdir(output)).filter((name) => /^[^.].*-\d+\.pdf$/.test(name))
      return names.sort((one, other) => number(one) - number(other)).map((name) => join(output, name))
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (before === undefined) delete process.env.CUPS_SERVER
      else process.env.CUPS_SERVER = before
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  try {
    await untilReady(() => ask('lpstat', '-r'))
    await cups.addPrinter('PDF')
    await does('lpadmin', '-d', 'PDF')
  } catch (error) {
    const said = await log()
    await cups.stop()
    throw new Error(`CUPS did not start. It said:\n${said}`, { cause: error })
  }
  return cups
}

async function untilReady(ask: () => Promise<string>): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS
  for (;;) {
    const answer = await ask().catch((error: Error) => error.message)
    if (answer.startsWith('scheduler is running')) return
    if (Date.now() > limit) throw new Error(answer)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
