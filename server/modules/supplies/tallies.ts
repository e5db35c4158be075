import type { TallyDelta } from '#server/log/tallies.ts'
import type { Tx } from '#server/postgres/db.ts'

/** Adds up the rows of all orders of a union, in the shape of the union's tally, to compare it with the stored tally. */
export async function recountSupplies(tx: Tx, unionId: string): Promise<TallyDelta> {
  const [row] = await tx.$queryRaw<{ tally: TallyDelta }[]>`
    WITH of_enterprise AS (
      SELECT "itemId", sum(requested) AS requested, sum(reserved) AS reserved, sum(dispatched) AS dispatched,
        sum(received) AS received, sum(accepted) AS accepted
      FROM "SupplyOrder" WHERE "unionId" = ${unionId}::uuid GROUP BY "itemId", "enterpriseId"
    ), of_item AS (
      SELECT i.code, jsonb_build_object(
        'requested', sum(e.requested), 'reserved', sum(e.reserved), 'dispatched', sum(e.dispatched),
        'received', sum(e.received), 'accepted', sum(e.accepted),
        'enterprisesRequested', count(*) FILTER (WHERE e.requested > 0),
        'enterprisesReserved', count(*) FILTER (WHERE e.reserved > 0),
        'enterprisesReceived', count(*) FILTER (WHERE e.received > 0)
      ) AS figures
      FROM of_enterprise e JOIN "SupplyItem" i ON i.id = e."itemId" GROUP BY i.code
    )
    SELECT tally_add('{}', jsonb_build_object('supplies', (SELECT jsonb_object_agg(code, figures) FROM of_item))) AS tally`
  return row!.tally
}
