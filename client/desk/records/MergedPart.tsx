import { useTranslation } from 'react-i18next'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useSeparation } from '#client/modules/enterprises/useSeparation.ts'
import { Button } from '#client/ui/Button.tsx'
import type { MergedFragment } from '#codegen/graph/graphql.ts'
import { RecordPart } from './RecordFrame.tsx'

/** The entries of the register that were merged into an enterprise, each of which can be taken apart from it; nothing where there are none. */
export function MergedPart({ viewer, enterprise }: { viewer: Viewer; enterprise: Pick<MergedFragment, 'doubles'> }) {
  const { t } = useTranslation('desk')
  const separate = useSeparation()
  const { doubles } = enterprise
  if (doubles.length === 0) return null
  return (
    <RecordPart title={t('doubles.mergedHere')} count={doubles.length}>
      <ul className="record-lines">
        {doubles.map((double) => (
          <li key={double.id}>
            <span>{double.name}</span>
            {may(viewer.role, 'separateEnterprise') && (
              <Button small onPress={() => void separate(double)}>
                {t('doubles.separate')}
              </Button>
            )}
            {double.reason && <span>{double.reason}</span>}
            <small>
              {double.address || t('doubles.noAddress')} · {double.creditCode || t('doubles.noCode')}
            </small>
          </li>
        ))}
      </ul>
    </RecordPart>
  )
}
