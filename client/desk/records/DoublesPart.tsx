import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { DoubleLines } from '#client/modules/enterprises/LikelyDoubles.tsx'
import { MergeForm } from '#client/modules/enterprises/MergeForm.tsx'
import { useDismissal } from '#client/modules/enterprises/useDismissal.ts'
import { useLikelyDoubles } from '#client/modules/enterprises/useLikelyDoubles.ts'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { RecordPart } from './RecordFrame.tsx'

/** The enterprises that this one is likely to be, each to be merged with it or put away; nothing where there are none. */
export function DoublesPart({ enterprise }: { enterprise: EnterpriseWholeFragment }) {
  const { t } = useTranslation('desk')
  const [, navigate] = useLocation()
  const { dismiss } = useDismissal()
  const { id, name, creditCode, address, contacts, retiredAt } = enterprise
  const told = { name, creditCode, address, phones: contacts.flatMap(({ phone }) => phone || []), enterpriseId: id }
  const doubles = useLikelyDoubles(retiredAt ? null : told)
  if (doubles.length === 0) return null
  return (
    <RecordPart title={t('doubles.part')} count={doubles.length} href="/desk/enterprises/doubles">
      <DoubleLines
        doubles={doubles}
        deeds={(double) => (
          <>
            <DialogButton small label={t('doubles.mergeWith')} title={t('doubles.mergeInto')}>
              {(close) => (
                <MergeForm
                  double={enterprise}
                  into={double}
                  onCancel={close}
                  onMerged={(into) => {
                    close()
                    navigate(`/desk/enterprises/${into}`)
                  }}
                />
              )}
            </DialogButton>
            <Button small onPress={() => void dismiss(enterprise, double)}>
              {t('doubles.dismiss')}
            </Button>
          </>
        )}
      />
    </RecordPart>
  )
}
