import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { root } from '#server/platform/paths.ts'
import { runCommand, runScript } from './setup/commands.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** The scripts of package.json that are commands, by name: what each runs. */
const commands = Object.entries(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
).flatMap(([name, script]) => {
  const file = /\S+\.ts$/.exec(script)?.[0]
  return file && isCommand(file) ? [{ name, file }] : []
})

function isCommand(file: string): boolean {
  return /^await run\(\{$/m.test(readFileSync(join(root, file), 'utf8'))
}

test('package.json has a script for each command of the folder, by its name', () => {
  const files = readdirSync(join(root, 'server', 'commands'))
    .map((name) => `server/commands/${name}`)
    .filter(isCommand)
  expect(files.length).toBeGreaterThan(5)
  const ofFolder = commands.filter(({ file }) => file.startsWith('server/commands/'))
  expect(ofFolder.map(({ file }) => file).sort()).toEqual(files.sort())
  for (const { name, file } of ofFolder) expect(file).toBe(`server/commands/${name}.ts`)
  expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['drill', 'bench', 'chaos']))
})

describe.each(commands)('npm run $name', ({ name, file }) => {
  const call = name === 'start' ? 'npm start' : `npm run ${name}`

  test('answers --help with its usage, whatever else is asked', async () => {
    const { code, out, err } = await runScript(file, ['--help', 'an-argument'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(new RegExp(`^[A-Z].*\\n[^]*\\n  ${call}`))
  })

  test('refuses an option that it does not have with a sentence and its usage', async () => {
    const { code, out, err } = await runScript(file, ['--surely-not'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(new RegExp(`^Unknown option '--surely-not'\\.\\n\\n[A-Z][^]*\\n  ${call}`))
  })
})

test.each([
  ['backup', [], 'FILE is missing.'],
  ['restore', ['a.gz', 'b.gz'], 'b.gz is one argument too many.'],
  ['import', ['--url'], "Option '--url <value>' argument missing."],
  ['create-account', ['--role', 'CLERK'], '--role is COMMAND or DISTRICT.'],
])('%s %j is refused: %s', async (name, args, sentence) => {
  const { code, out, err } = await runCommand(name, args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(new RegExp(`^${sentence.replace('.', '\\.')}\n\n[A-Z]`))
})
