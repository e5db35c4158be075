import { useTranslation } from 'react-i18next'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { Papers } from '#client/modules/papers/Papers.tsx'
import { RecordPart } from './RecordFrame.tsx'

type PapersPartProps = { viewer: Viewer } & (
  | { issueId: string; visitId?: never }
  | { visitId: string; issueId?: never }
)

/** The part of a record with its photos. */
export function PapersPart({ viewer, issueId, visitId }: PapersPartProps) {
  const { t } = useTranslation('desk')
  const holder = issueId === undefined ? { visitId } : { issueId }
  return (
    <RecordPart title={t('papers.title')}>
      <Papers
        key={issueId ?? visitId}
        viewer={viewer}
        of={issueId ?? visitId}
        holder={holder}
        mayAdd={may(viewer.role, 'addPaper')}
      />
    </RecordPart>
  )
}
