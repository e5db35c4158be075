import type { Enterprise } from '#codegen/prisma/client.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'

/** Loads an enterprise that the actor may see, of one union where that is named. NOT_FOUND where there is none. */
export async function loadEnterprise(
  tx: Tx,
  actor: Actor,
  id: string,
  of: { unionId?: string } = {},
): Promise<Enterprise> {
  const enterprise = await tx.enterprise.findFirst({ where: { AND: [{ id, ...of }, visibleEnterprises(actor)] } })
  if (!enterprise) throw notFound('enterpriseId')
  return enterprise
}
