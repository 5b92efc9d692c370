import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayUseCamera, type Wish } from '../../electron/main/camera.ts'
import { fileFor } from '../../electron/main/files.ts'
import { isTrusted } from '../../electron/main/sender.ts'
import { type Counter, openCounter } from './counter.ts'

describe('who may call', () => {
  const main = { origin: 'okno://app' }
  test.each([
    ['our page', { sender: { id: 7, mainFrame: main }, senderFrame: main }, true],
    ['another window', { sender: { id: 8, mainFrame: main }, senderFrame: main }, false],
    ['a frame inside our page', { sender: { id: 7, mainFrame: main }, senderFrame: { origin: 'okno://app' } }, false],
    ['a frame that is gone', { sender: { id: 7, mainFrame: main }, senderFrame: null }, false],
  ])('%s: %#', (_who, sender, answer) => expect(isTrusted(sender, 7)).toBe(answer))

  test.each(['okno://print', 'https://okno', 'null', 'file://'])('a page of %s may not', (origin) => {
    const frame = { origin }
    expect(isTrusted({ sender: { id: 7, mainFrame: frame }, senderFrame: frame }, 7)).toBe(false)
  })
})

test.each([
  '/../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/.env.json',
  '/a%00.html',
  '/%zz.html',
  '/assets',
  '/main.exe',
])('the address %s is no file', (address) => expect(fileFor('/app/out/renderer', address)).toBeNull())

describe('who may look through the camera', () => {
  const page = 'okno://app/index.html'
  const wish: Wish = { permission: 'media', kinds: ['video'], isMainFrame: true, url: `${page}#/draft/1` }
  test('the window’s own page', () => expect(mayUseCamera(wish, page)).toBe(true))
  test.each([
    ['with sound', { kinds: ['video', 'audio'] }],
    ['by sound alone', { kinds: ['audio'] }],
    ['without saying what', { kinds: [] }],
    ['as something unknown', { kinds: ['unknown'] }],
    ['from a frame inside the page', { isMainFrame: false }],
    ['from a paper', { url: 'okno://print/1' }],
    ['from elsewhere', { url: 'https://okno/index.html' }],
    ['by another permission', { permission: 'geolocation' }],
  ] as const)('not %s', (_how, more) => expect(mayUseCamera({ ...wish, ...more }, page)).toBe(false))
})

describe('the real window', () => {
  let counter: Counter
  beforeAll(async () => {
    counter = await openCounter()
  }, 40_000)
  afterAll(() => counter?.close())

  test('its page has a strict policy with a nonce that is new on each load', async () => {
    const load = async () => {
      const response = await counter.window.reload()
      return { policy: (await response?.allHeaders())?.['content-security-policy'] ?? '', html: await response?.text() }
    }
    const [first, second] = [await load(), await load()]
    expect(first.policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
    expect(first.policy).toContain("frame-ancestors 'none'")
    expect(first.policy).not.toMatch(/unsafe|https?:|\*/)
    const nonce = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce(first.policy)).not.toBe(nonce(second.policy))
    expect(first.html).toContain(nonce(first.policy))
    expect(first.html).not.toContain('__CSP_NONCE__')
  })

  test('it runs neither inline scripts nor eval, and has no Node', async () => {
    const found = await counter.window.evaluate(async () => {
      // Not in the same turn: the debugger that runs this may itself use eval.
      await new Promise((later) => setTimeout(later, 20))
      const script = document.createElement('script')
      script.textContent = 'window.broken = true'
      document.body.append(script)
      let evaluates = true
      try {
        Reflect.construct(Function, ['return 1'])()
      } catch {
        evaluates = false
      }
      return { inline: 'broken' in window, evaluates, node: 'require' in window || 'process' in window }
    })
    expect(found).toEqual({ inline: false, evaluates: false, node: false })
  })

  test('the bridge has two functions and nothing else', async () => {
    expect(await counter.window.evaluate(() => Object.keys(window.okno).sort())).toEqual(['call', 'onChanged'])
  })

  test('it cannot leave, open a window or reach a network', async () => {
    const before = counter.app.windows().length
    await counter.window.evaluate(() => {
      window.open('https://example.org')
      location.assign('https://example.org')
    })
    await counter.window.waitForTimeout(300)
    expect(counter.window.url()).toBe('okno://app/index.html')
    expect(counter.app.windows().length).toBe(before)
    const reached = await counter.window.evaluate(() =>
      fetch('https://example.org').then(
        () => true,
        () => false,
      ),
    )
    expect(reached).toBe(false)
  })

  test('a frame inside the page cannot call', async () => {
    const refused = await counter.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return window?.webContents.executeJavaScript(`new Promise((done) => {
        const frame = document.createElement('iframe')
        frame.onload = () => done(typeof frame.contentWindow.okno)
        frame.srcdoc = '<p>paper</p>'
        document.body.append(frame)
      })`)
    })
    expect(refused).toBe('undefined')
  })

  test('calls outside the contract and inputs that do not fit are refused before they reach anything', async () => {
    const attempt = (path: unknown, input: unknown) =>
      counter.window.evaluate(
        ([to, what]) =>
          window.okno.call(to as string, what).then(
            () => 'answered',
            (error: Error) => error.message,
          ),
        [path, input] as const,
      )
    expect(await attempt('printJobs.begin', {})).toContain('unknownCall')
    expect(await attempt('constructor', {})).toContain('unknownCall')
    expect(await attempt('__proto__.toString', {})).toContain('unknownCall')
    expect(await attempt('session', {})).toContain('unknownCall')
    expect(await attempt(7, {})).toContain('unknownCall')
    expect(await attempt('session.signIn', { person: 'me', pin: '1' })).toContain('badInput')
    expect(await attempt('session.people', { more: 1 })).toContain('badInput')
  })

  test('what a locked window asks for is refused, and the terminal takes it for no defect', async () => {
    const refused = await counter.window.evaluate(() =>
      window.okno.call('drafts.list', {}).then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    )
    expect(refused).toMatch(/^UNAUTHORIZED: /)
    expect(counter.output()).not.toContain('UNAUTHORIZED')
  })

  test('a permission that nothing here needs is never granted', async () => {
    const state = await counter.window.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    )
    expect(state).toBe('denied')
  })

  test('nor is the microphone, which nothing here needs', async () => {
    const heard = await counter.window.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'heard',
        (error: Error) => error.name,
      ),
    )
    expect(heard).not.toBe('heard')
  })
})
