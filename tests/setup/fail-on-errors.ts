import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'
import { recordError, takeErrors } from './console.ts'

const print = console.error
console.error = (...values) => {
  recordError(format(...values))
  print(...values)
}

function failOnErrors(): void {
  const errors = takeErrors()
  if (errors.length) throw new Error(`errors were printed that the test does not allow:\n${errors.join('\n')}`)
}

// registered before the hooks of a test file, these run after them: what a test closes may print errors too
afterEach(failOnErrors)
afterAll(failOnErrors)
