import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { root } from '#server/platform/paths.ts'
import { allowNetworkErrors, recordError } from './console.ts'

const cache = join(root, 'node_modules', '.cache', 'sizhen')
const require = createRequire(import.meta.url)

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser and what it needs in its environment. */
export type Chromium = { path: string; environment: Record<string, string> }

/**
 * Starts the Chromium that is at hand, with Chinese glyphs; a test closes it. An error that one of its pages prints or
 * does not catch fails the test, unless the test allows it. A test that takes a page offline allows thereby that
 * requests and sockets fail.
 */
export async function launchChromium(): Promise<Browser> {
  const { path, environment } = await findChromium()
  const env = { ...(process.env as Record<string, string>), ...environment }
  const browser = await chromium.launch({ executablePath: path, args: flags, env })
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => recordErrorsOf(await newContext(options))
  return browser
}

function recordErrorsOf(context: BrowserContext): BrowserContext {
  context.on('console', (message) => message.type() === 'error' && recordError(message.text()))
  context.on('weberror', (thrown) => recordError(thrown.error().stack ?? String(thrown.error())))
  const setOffline = context.setOffline.bind(context)
  context.setOffline = (offline) => {
    if (offline) allowNetworkErrors()
    return setOffline(offline)
  }
  return context
}

/** `CHROMIUM`, else the system's, else the one of an npm package. */
export async function findChromium(): Promise<Chromium> {
  const path = process.env.CHROMIUM || installed()
  const found = path ? { path, environment: {} } : await packaged()
  return { ...found, environment: { ...found.environment, ...(await chineseFonts()) } }
}

function installed(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  return places.find(executable)
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// the package unpacks into the temporary folder and takes a half-written file there for a whole one
async function packaged(): Promise<Chromium> {
  const bin = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')
  const folder = join(cache, 'chromium')
  const path = join(folder, 'chromium')
  if (!existsSync(path)) {
    const draft = `${folder}.${process.pid}`
    await mkdir(draft, { recursive: true })
    await unpack(bin, draft)
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  }
  return { path, environment: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } }
}

async function unpack(bin: string, folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    for (const part of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br']) await inflate(join(bin, part))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

async function chineseFonts(): Promise<Record<string, string>> {
  if (process.platform !== 'linux' || systemHasChinese()) return {}
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const folders = ['400Regular', '700Bold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('')
  const file = join(cache, 'fonts.conf')
  await mkdir(cache, { recursive: true })
  await writeFile(
    file,
    `<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${folders}` +
      `<cachedir>${join(cache, 'fonts')}</cachedir></fontconfig>`,
  )
  return { FONTCONFIG_FILE: file }
}

function systemHasChinese(): boolean {
  try {
    return (
      execFileSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() !== ''
    )
  } catch {
    return false
  }
}
