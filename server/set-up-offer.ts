import { makeSetUpSecret } from './modules/people/set-up-link.ts'
import { setUpLock } from './postgres/locks.ts'
import { openConnection } from './postgres/session.ts'

/** What a node says about the first account, and how it lets go of its link when it stops. */
type Offer = { lines: string[]; stop: () => Promise<void> }

// a node whose machine has lost its power sends no word of it, and PostgreSQL would believe in it for two hours
const keepalives = { tcp_keepalives_idle: 5, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 }

/**
 * Makes the set-up link of a system that has no account yet; null where it has one. Of several nodes on one database the first
 * one has the link for as long as it runs, so that none of them voids a link that another one shows.
 */
export async function offerSetUp(databaseUrl: string, base: string): Promise<Offer | null> {
  const holder = await openConnection(databaseUrl, keepalives, { application_name: 'sizhen set-up' })
  const stop = () => holder.end().catch(() => {})
  const { rows } = await holder.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [setUpLock])
  if (!rows[0]!.held) {
    await stop()
    return { lines: elsewhere, stop }
  }
  const secret = await makeSetUpSecret()
  if (secret) return { lines: [...instructions, `    ${base}/l/setup#${secret}`], stop }
  await stop()
  return null
}

const instructions = [
  '',
  '  还没有账号。请在浏览器打开下面的链接,建立工会和第一个账号(24 小时内有效,只能用一次):',
  '  There is no account yet. Open this link to make your union and its first account (once, within 24 hours):',
  '',
]

const elsewhere = [
  '',
  '  还没有账号。设置链接在先启动的那个服务进程的输出里。',
  '  There is no account yet. The set-up link stands in the output of the server that was started first.',
]
