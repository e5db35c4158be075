import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'
import { query, signIn } from './api.ts'
import { aCluster } from './cluster.ts'
import { ask } from './postgres.ts'

/**
 * Starts nodes together on an empty database, which the first of them fills; answers with what is wrong: a migration
 * that was not applied exactly once, practice data that is not there exactly once, a node that does not serve.
 */
export async function startTogether(size: number, seed: 'article' | 'none'): Promise<string[]> {
  const cluster = await aCluster(size, { SIZHEN_SEED: seed })
  const wrong: string[] = []
  try {
    for (const node of cluster.nodes) node.launch()
    await Promise.all(cluster.nodes.map((node) => node.ready(300_000)))
    const applied = await ask<{ migration_name: string }>(
      cluster.database,
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
    )
    const landed = (await readdir(join(root, 'prisma', 'migrations'))).filter((name) => /^\d{14}_/.test(name)).sort()
    if (JSON.stringify(applied.map((row) => row.migration_name)) !== JSON.stringify(landed)) {
      wrong.push(`applied: ${JSON.stringify(applied)}`)
    }
    const unions = await ask(cluster.database, 'SELECT id FROM "TradeUnion"')
    const wanted = seed === 'article' ? /^[12]$/ : /^0$/
    if (!wanted.test(String(unions.length))) wrong.push(`${unions.length} unions`)
    if (seed === 'article') {
      const [row] = await ask<{ n: number }>(cluster.database, 'SELECT count(*)::int AS n FROM "Enterprise"')
      if (row!.n !== 1500) wrong.push(`${row!.n} enterprises`)
    }
    for (const { url, ownEnds, said } of cluster.nodes) {
      if (ownEnds > 0) wrong.push(`a node ended: ${said}`)
      if (seed === 'none') continue
      const token = await signIn(url, 'command', 'practice-only')
      const { board } = await query(url, token, '{ board { cells { position } } }')
      if (board.cells.length !== 100) wrong.push(`${url} has ${board.cells.length} cells`)
    }
    return wrong
  } finally {
    await cluster.stop()
  }
}
