import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

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
