import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Every source file of ours: tracked or new, never generated. */
export const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^(server|client|prisma|tests|codegen)\//.test(file) && existsSync(file))
