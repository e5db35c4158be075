import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Our own files of these kinds: tracked or new, never generated. */
const ownFiles = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => /^(server|client|prisma|tests|codegen)\//.test(file) && existsSync(file))

/** Every source file of ours. */
export const files = ownFiles('*.ts', '*.tsx')

/** Every style sheet of ours. */
export const styles = ownFiles('*.css')
