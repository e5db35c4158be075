import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

const text = readFileSync('README.md', 'utf8')

it('README has at most 150 lines', () => {
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
})

it('README names only files and folders that exist', () => {
  const paths = [...text.matchAll(/(?<![\w./-])((?:server|client|prisma|tests|codegen)\/[\w./-]*\w\/?)/g)].map(
    ([, path]) => path!,
  )
  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

describe('what README says to integrators', () => {
  let app: TestApp
  let username: string

  beforeAll(async () => {
    app = await startTestApp()
    username = (await anAccount((await aUnion()).id)).username
  })
  afterAll(() => app.close())

  /** The lines between the fences of a language, with the address and the account of this test. */
  function linesIn(language: string): string {
    const [, lines] = new RegExp(`\\n\`\`\`${language}\\n(.*?)\\n\`\`\``, 's').exec(text)!
    return lines!
      .replaceAll('localhost:4000', app.url.replace('http://', ''))
      .replace('\\"command\\"', `\\"${username}\\"`)
      .replace('practice-only', testPassword)
  }

  /** What a program prints until it has printed the last of the texts; it runs on until it is killed. */
  async function printed(command: string, args: string[], last: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
    const child = spawn(command, args, { env: { ...process.env, ...env }, detached: true })
    let output = ''
    try {
      await new Promise<void>((resolve) => {
        const read = (text: Buffer) => {
          output += text
          if (output.includes(last)) resolve()
        }
        child.stdout.on('data', read)
        child.stderr.on('data', read)
        child.once('exit', () => resolve())
      })
    } finally {
      process.kill(-child.pid!)
    }
    return output
  }

  it('signs in, queries, changes and follows by curl', async () => {
    const output = await printed('bash', ['-c', linesIn('sh')], 'ZONE_CREATED')
    expect(output).toMatch(/\{"data":\{"board":\{"epoch":"[^"]+","seq":3,"campaign":/)
    expect(output).toMatch(/\{"data":\{"createZone":\{"seq":4,"zone":\{"id":"[^"]+"\}\}\},"extensions":\{"cost":/)
    expect(output).toMatch(/event: next\ndata: .*"seq":4,"kind":"ZONE_CREATED"/)
  })

  it('follows by a client of a few lines', async () => {
    const folder = 'node_modules/.cache/sizhen'
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/follow.mjs`, linesIn('js'))
    const TOKEN = await app.signInAs(username)
    await app.change(TOKEN, 'createZone', { name: '西片区' }, 'zone { id }')
    const output = await printed(process.execPath, [`${folder}/follow.mjs`], 'ZONE_CREATED', { TOKEN })
    expect(output).toContain('reset: false')
    expect(output).toContain("kind: 'ZONE_CREATED'")
  })

  it('offers the text of the schema to those who may read it', async () => {
    const read = async (headers: Record<string, string>) => {
      const response = await fetch(`${app.url}/schema.graphql`, { headers })
      return { status: response.status, text: await response.text() }
    }
    expect(await read({})).toMatchObject({ status: 401 })
    const district = await anAccount((await aUnion()).id, { role: 'DISTRICT' })
    const bearer = async (name: string) => ({ authorization: `Bearer ${await app.signInAs(name)}` })
    expect(await read(await bearer(district.username))).toMatchObject({ status: 403 })
    const { status, text: schema } = await read(await bearer(username))
    expect([status, `${schema}\n`]).toEqual([200, readFileSync('codegen/schema.graphql', 'utf8')])
  })
})
