import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { RosterUndoingDocument } from './documents.ts'

/** What undoing an import would take back, and what would stay and why. */
export function UndoQuestion({ rosterId, fileName }: { rosterId: string; fileName: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({
    query: RosterUndoingDocument,
    variables: { id: rosterId },
    requestPolicy: 'network-only',
  })
  return (
    <QueryResult result={result} retry={again}>
      {({ roster }) => {
        const undoing = roster?.undoing
        if (!undoing) return null
        const { undone, kept, keptRows } = undoing
        return (
          <>
            <p>{t('roster.undoAsk', { file: fileName, count: undone })}</p>
            {kept > 0 && <p>{t('roster.undoKeeps', { count: kept })}</p>}
            {kept > 0 && (
              <ul className="roster-cells">
                {keptRows.map(({ place, name, keptBecause }) => (
                  <li key={place}>{`${name || '—'}: ${keptBecause}`}</li>
                ))}
                {kept > keptRows.length && <li>…</li>}
              </ul>
            )}
          </>
        )
      }}
    </QueryResult>
  )
}
