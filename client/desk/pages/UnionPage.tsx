import { useTranslation } from 'react-i18next'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { UnionForm } from '#client/modules/unions/UnionForm.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { Facts } from '#client/ui/Facts.tsx'
import { Page } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** The page of the viewer's own union: what it is called. */
export function UnionPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const { union } = viewer
  return (
    <Page
      title={t('nav.union')}
      actions={
        may(viewer.role, 'updateUnion') && (
          <DialogButton label={common('edit')} title={t('unions.edit')}>
            {(close) => (
              <UnionForm
                union={union}
                onCancel={close}
                onSaved={() => {
                  close()
                  say(t('unions.saved'))
                }}
              />
            )}
          </DialogButton>
        )
      }
    >
      <Facts
        facts={[
          [t('unions.name'), union.name],
          [t('unions.shortName'), union.shortName],
          [t('unions.district'), union.districtName],
        ]}
      />
    </Page>
  )
}
