import { useTranslation } from 'react-i18next'
import { openUnion, type Subdistrict } from '#client/desk/unions.ts'
import { askedUnion } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { SubdistrictForm } from '#client/modules/unions/SubdistrictForm.tsx'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'

type SubdistrictsPageProps = { viewer: Viewer; unions: readonly Subdistrict[] }

/** The page on which a district makes the unions below it, and goes to one of them. */
export function SubdistrictsPage({ viewer, unions }: SubdistrictsPageProps) {
  const { t } = useTranslation('desk')
  return (
    <Page
      title={t('nav.union')}
      note={t('unions.about')}
      actions={
        <DialogButton label={t('unions.create')} tone="main">
          {(close) => (
            <SubdistrictForm
              onCancel={close}
              // the page is loaded anew, with the new union among those that one can choose
              onSaved={({ id }) => openUnion(viewer.id, id, '/desk/union')}
            />
          )}
        </DialogButton>
      }
    >
      {unions.length === 0 ? (
        <EmptyNote>{t('unions.none')}</EmptyNote>
      ) : (
        <Table
          caption={t('nav.union')}
          rows={unions}
          rowKey={({ id }) => id}
          columns={[
            { head: t('unions.name'), cell: ({ name }) => name },
            { head: t('unions.shortName'), cell: ({ shortName }) => shortName ?? '—' },
            {
              head: t('unions.shown'),
              cell: ({ id }) =>
                id === askedUnion() ? (
                  <Tag tone="done">{t('unions.isShown')}</Tag>
                ) : (
                  <Button small onPress={() => openUnion(viewer.id, id, '/desk/today')}>
                    {t('unions.show')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Page>
  )
}
