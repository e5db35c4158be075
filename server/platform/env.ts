import { z } from 'zod'
import { StartError } from './start-error.ts'

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const fields = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SIZHEN_SEED: z.enum(['article', 'none']).default('article'),
  SIZHEN_PRACTICE_PASSWORD: z.string().min(8).max(200).default('practice-only'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RESUME_LIMIT: count(10_000),
  MAX_DEPTH: count(12),
  MAX_ALIASES: count(30),
  MAX_TOKENS: count(2000),
  MAX_COST: count(50_000),
  REQUEST_TIMEOUT_MS: count(3000),
  SOCKETS_PER_SESSION: count(6),
  SOCKETS_PER_ACCOUNT: count(60),
  SOCKETS_PER_NODE: count(2000),
  OPERATIONS_PER_SOCKET: count(20),
  MESSAGES_PER_MINUTE: count(100),
  PING_EVERY_MS: count(12_000),
  SIGN_INS_PER_MINUTE: count(30),
  SIGN_INS_PER_HOUR: count(30),
})

/** The settings of this process, by their names in the environment. */
export type Env = z.infer<typeof fields>

const wanted: { [name in keyof Env]?: string } = {
  PORT: 'a number from 0 to 65535',
  PUBLIC_URL: 'an address that begins with http:// or https://',
  TRUST_PROXY: 'the number of proxies in front of this server, 0 to 9',
  DATABASE_URL: 'an address that begins with postgresql://',
  SIZHEN_SEED: '“article” or “none”',
  SIZHEN_PRACTICE_PASSWORD: '8 to 200 characters',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
}

/** Reads the settings; a value that can't be used stops the start with a sentence that names it. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([name, value]) => name in fields.shape && value !== ''),
  )
  const parsed = fields.safeParse(given)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof Env))]
  const sentences = names.map((name) => {
    const value = name === 'SIZHEN_PRACTICE_PASSWORD' || name === 'DATABASE_URL' ? '' : ` “${given[name]}”`
    return `${name}${value} can't be used: it must be ${wanted[name] ?? 'a whole number of at least 1'}.`
  })
  throw new StartError(sentences.join('\n'))
}
