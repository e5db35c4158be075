import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Prints the run in one plain last line; what broke outside a test counts as failed too. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]) {
    let passed = 0
    let failed = unhandled.length
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        if (state === 'failed') failed += 1
      }
      if (module.errors().length) failed += 1
      for (const suite of module.children.allSuites()) if (suite.errors().length) failed += 1
    }
    console.log(`${passed} passed, ${failed} failed`)
  }
}
