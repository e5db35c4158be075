import { useTranslation } from 'react-i18next'
import { DoubleLines } from '#client/modules/enterprises/LikelyDoubles.tsx'
import { useLikelyDoubles } from '#client/modules/enterprises/useLikelyDoubles.ts'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { RecordPart } from './RecordFrame.tsx'

/** The enterprises that this one is likely to be; nothing where there are none. */
export function DoublesPart({ enterprise }: { enterprise: EnterpriseWholeFragment }) {
  const { t } = useTranslation('desk')
  const { id, name, creditCode, address, contacts, retiredAt } = enterprise
  const told = { name, creditCode, address, phones: contacts.flatMap(({ phone }) => phone || []), enterpriseId: id }
  const doubles = useLikelyDoubles(retiredAt ? null : told)
  if (doubles.length === 0) return null
  return (
    <RecordPart title={t('doubles.part')} count={doubles.length} href="/desk/enterprises/doubles">
      <DoubleLines doubles={doubles} />
    </RecordPart>
  )
}
