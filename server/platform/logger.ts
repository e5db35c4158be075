import pino from 'pino'

/** Structured lines on standard output; never a name, a phone, a password or a token. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  redact: ['password', 'token', 'authorization', 'cookie'],
})
