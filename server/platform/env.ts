import { z } from 'zod'
import { isPostgresAddress } from './postgres-address.ts'
import { StartError } from './start-error.ts'

/** A limit: a whole number of at least 1. */
const limit = (standard: number) => z.coerce.number().int().min(1).default(standard)

const postgresAddress = z.string().refine(isPostgresAddress)

// Every setting is described in settings.md beside this file, with its unit.
const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_OWNER_URL: postgresAddress.optional(),
  SIZHEN_SEED: z.enum(['article', 'none']).default('article'),
  SIZHEN_PRACTICE_PASSWORD: z.string().min(8).max(200).default('practice-only'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RESUME_LIMIT: limit(10_000),
  MAX_DEPTH: limit(12),
  MAX_ALIASES: limit(30),
  MAX_TOKENS: limit(2000),
  MAX_COST: limit(100_000),
  COST_PER_MINUTE: limit(10_000_000),
  REQUEST_TIMEOUT_MS: limit(3000),
  OPERATIONS_AT_ONCE: limit(4),
  SOCKETS_PER_SESSION: limit(6),
  SOCKETS_PER_ACCOUNT: limit(60),
  SOCKETS_PER_NODE: limit(2000),
  SOCKETS_UNKNOWN: limit(64),
  SOCKETS_UNKNOWN_PER_ADDRESS: limit(8),
  QUESTIONS_PER_ACCOUNT: limit(60),
  COST_OF_QUESTIONS: limit(200_000),
  STRANGER_REQUESTS: limit(100),
  OPERATIONS_PER_SOCKET: limit(20),
  MESSAGES_PER_MINUTE: limit(100),
  PING_EVERY_MS: limit(12_000),
  SIGN_INS_PER_MINUTE: limit(30),
  SIGN_INS_PER_HOUR: limit(30),
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_KEEP: z.coerce.number().int().min(0).default(7),
  BACKUP_RECIPIENTS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/)))
    .default([]),
  DISK_LOW_MB: limit(1024),
  DISK_LEAST_MB: limit(64),
})

/** The settings of this process, by their names in the environment. */
export type Env = z.infer<typeof settings>

/** The names of all settings, in the order of settings.md. */
export const settingNames = Object.keys(settings.shape) as (keyof Env)[]

/** The settings whose values hold a password, and are never shown. */
const secret = new Set<keyof Env>(['SIZHEN_PRACTICE_PASSWORD', 'DATABASE_URL', 'DATABASE_OWNER_URL', 'METRICS_TOKEN'])

const postgresAddressExpected =
  'an address that begins with postgresql://, in which a character of the password such as @ : / % # ? or a space is written ' +
  'by its percent code, as %40 for @'

/** What a setting must be, for the sentence that refuses another value. */
const expected: { [name in keyof Env]?: string } = {
  PORT: 'a number from 0 to 65535',
  PUBLIC_URL: 'an address that begins with http:// or https://',
  TRUST_PROXY: 'the number of proxies in front of this server, 0 to 9',
  DATABASE_URL: postgresAddressExpected,
  DATABASE_OWNER_URL: postgresAddressExpected,
  SIZHEN_SEED: '“article” or “none”',
  SIZHEN_PRACTICE_PASSWORD: '8 to 200 characters',
  METRICS_TOKEN: '16 to 200 characters',
  BACKUP_KEEP: 'a whole number; 0 for no nightly backups',
  BACKUP_RECIPIENTS: 'public keys of age-keygen, each of 62 signs that begin with age1, with spaces between them',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
}

/** Reads the settings. Throws a StartError with a sentence for each value that cannot be used. */
export function readEnv(environment: NodeJS.ProcessEnv = process.env): Env {
  const values = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in settings.shape && value !== ''),
  )
  const parsed = settings.safeParse(values)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof Env))]
  const sentences = names.map((name) => {
    const value = secret.has(name) ? '' : ` “${values[name]}”`
    return `${name}${value} can't be used: it must be ${expected[name] ?? 'a whole number of at least 1'}.`
  })
  throw new StartError(sentences.join('\n'))
}
