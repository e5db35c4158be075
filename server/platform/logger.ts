import pino from 'pino'

const level = process.env.LOG_LEVEL ?? 'info'

/**
 * Writes the log of the process as lines of JSON on standard output. No line may hold a name, a phone number, a
 * password or a token.
 */
export const logger = pino({
  // a level that does not exist is refused with a sentence when the settings are read
  level: level in pino.levels.values || level === 'silent' ? level : 'info',
  base: null,
  redact: ['password', 'token', 'authorization', 'cookie'],
})
