import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new temporary folder that PostgreSQL reaches too when root has started it as nobody. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-test-'))
  await chmod(folder, 0o755)
  return folder
}
