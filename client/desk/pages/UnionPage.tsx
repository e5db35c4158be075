import { useTranslation } from 'react-i18next'
import { useAskPapers } from '#client/desk/deeds.tsx'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { UnionForm } from '#client/modules/unions/UnionForm.tsx'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { Facts } from '#client/ui/Facts.tsx'
import { Page } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** The page of the viewer's own union: what it is called, and whether it asks for papers. */
export function UnionPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const askPapers = useAskPapers({ viewer })
  const { union } = viewer
  return (
    <Page
      title={t('nav.union')}
      actions={
        may(viewer.role, 'updateUnion') && (
          <>
            <DeedButton deed={askPapers} />
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
          </>
        )
      }
    >
      <Facts
        facts={[
          [t('unions.name'), union.name],
          [t('unions.shortName'), union.shortName],
          [t('unions.district'), union.districtName],
          [t('unions.papers'), t(union.asksPapers ? 'unions.papersAsked' : 'unions.papersNotAsked')],
        ]}
      />
    </Page>
  )
}
