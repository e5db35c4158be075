import pino from 'pino'

const wanted = process.env.LOG_LEVEL ?? 'info'

/** Structured lines on standard output; never a name, a phone, a password or a token. */
export const logger = pino({
  // a level that does not exist is refused by the start, with a sentence
  level: wanted in pino.levels.values || wanted === 'silent' ? wanted : 'info',
  base: null,
  redact: ['password', 'token', 'authorization', 'cookie'],
})
