import { useTranslation } from 'react-i18next'
import { RegisterLinks } from '#client/desk/home/RegisterLinks.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { useDownload } from '#client/modules/reports/useDownload.ts'
import { PasswordList } from '#client/modules/rosters/PasswordList.tsx'
import { RosterPanel } from '#client/modules/rosters/RosterPanel.tsx'
import { Button, LinkButton } from '#client/ui/Button.tsx'
import { oneOf, useListAddress } from '#client/ui/list/address.ts'
import { Page } from '#client/ui/Page.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import type { RosterKind } from '#codegen/graph/graphql.ts'

// in the order in which a union is set up
const kinds: readonly RosterKind[] = [
  'AGENCIES',
  'SQUADS',
  'ENTERPRISES',
  'HUNDRED',
  'RESUMPTIONS',
  'SUPPLIERS',
  'ACCOUNTS',
  'VISIT_PLAN',
]

/** The page that imports lists of all kinds. The address holds the kind. */
export function ImportPage() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { get, set } = useListAddress()
  const kind = oneOf(get('kind'), kinds) ?? 'ENTERPRISES'
  const { isBusy, download } = useDownload()
  return (
    <Page
      title={t('roster.title')}
      actions={
        <>
          <LinkButton href="/desk/import/to-check">{t('roster.toCheck')}</LinkButton>
          <LinkButton href="/desk/import/past">{t('roster.past')}</LinkButton>
          <Button
            isDisabled={isBusy}
            onPress={() => void download({ list: 'ROSTER_TEMPLATE', format: 'XLSX', rosterKind: kind })}
          >
            {t('roster.template')}
          </Button>
        </>
      }
    >
      <div className="roster-import">
        <Tabs
          label={t('roster.kinds')}
          tabs={kinds.map((key) => ({ key, label: common(`RosterKind.${key}`) }))}
          chosen={kind}
          onChoose={(key) => set({ kind: key })}
        />
        <PasswordList />
        <RosterPanel
          key={kind}
          kind={kind}
          exported={(list, rosterId) => (
            <ExportMenu key={list} list={list} phones rosterId={rosterId} label={t(`roster.download.${list}`)} />
          )}
          next={
            <>
              <RegisterLinks />
              <LinkButton href="/desk/set-up">{t('roster.next')}</LinkButton>
            </>
          }
        />
      </div>
    </Page>
  )
}
