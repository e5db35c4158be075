import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may } from '#client/desk/rights.ts'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import { RestoreZoneDocument, RetireZoneDocument, ZonesDocument } from '#client/modules/zones/documents.ts'
import { ZoneForm } from '#client/modules/zones/ZoneForm.tsx'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { listText } from '#client/ui/list-text.ts'
import { Page } from '#client/ui/Page.tsx'
import { type Column, Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { ZonesQuery } from '#codegen/graph/graphql.ts'
import { RetiredSwitch } from './RetiredSwitch.tsx'

type Zone = ZonesQuery['zones'][number]

/** The page of the zones in their order, with who leads each and what its enterprises add up to. */
export function ZonesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [isRetired, setRetired] = useState(false)
  const [result, again] = useQuery({ query: ZonesDocument, variables: { retired: isRetired } })
  const readAgain = () => again({ requestPolicy: 'network-only' })
  const columns = useColumns(may(viewer.role, 'updateZone'), readAgain)
  return (
    <Page
      title={t('nav.zones')}
      note={t('setUp.about.zones')}
      actions={may(viewer.role, 'createZone') && <ZoneDialog onSaved={readAgain} />}
      wide
    >
      <RetiredSwitch isRetired={isRetired} onChange={setRetired} hasAccounts />
      <QueryResult result={result} retry={again}>
        {({ zones }) =>
          zones.length === 0 ? (
            <EmptyNote>{t(isRetired ? 'retired.none' : 'setUp.none.zones')}</EmptyNote>
          ) : (
            <div className="ui-list">
              <Table caption={t('nav.zones')} rows={zones} rowKey={({ id }) => id} columns={columns} />
            </div>
          )
        }
      </QueryResult>
    </Page>
  )
}

/** The button and the form that make a zone, or change one. */
function ZoneDialog({ zone, onSaved }: { zone?: Zone; onSaved: () => void }) {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  return (
    <DialogButton
      label={zone ? common('edit') : t('zones.create')}
      title={zone?.name ?? t('zones.create')}
      {...(zone ? { small: true } : { tone: 'main' })}
    >
      {(close) => (
        <ZoneForm
          {...(zone && { zone })}
          onCancel={close}
          onSaved={(name, disabled) => {
            close()
            onSaved()
            const names = listText(disabled, i18n.language)
            say(names ? t('zones.savedWith', { name, names }) : t('setUp.saved', { name }))
          }}
        />
      )}
    </DialogButton>
  )
}

function useColumns(mayChange: boolean, readAgain: () => void): Column<Zone>[] {
  const { t } = useTranslation('desk')
  const toggle = useRetirement(
    {
      retire: RetireZoneDocument,
      restore: RestoreZoneDocument,
      disabledIn: ({ retireZone }) => retireZone.disabledAccounts,
    },
    readAgain,
  )
  const listOf = (id: string, text: number, more = '') => (
    <Link href={`/desk/enterprises?zone=${id}${more}`}>{text}</Link>
  )
  return [
    { head: t('zones.name'), cell: ({ name }) => name },
    {
      head: t('zones.cadre'),
      cell: ({ id, cadreName, cadreTitle, cadrePhone }) =>
        cadreName ? (
          <>
            {cadreName} <PhoneNumber of={id} masked={cadrePhone} />
            <small>{cadreTitle}</small>
          </>
        ) : (
          '—'
        ),
    },
    { head: t('nav.enterprises'), numeric: true, cell: ({ id, sums }) => sums && listOf(id, sums.enterprises) },
    {
      head: t('zones.listed'),
      numeric: true,
      cell: ({ id, sums }) => sums && listOf(id, sums.listed, '&listed=true'),
    },
    {
      head: t('zones.visited'),
      numeric: true,
      cell: ({ id, sums }) => sums && listOf(id, sums.visited, '&listed=true&progress=DONE'),
    },
    {
      head: t('zones.openIssues'),
      numeric: true,
      cell: ({ id, sums }) => sums && listOf(id, sums.openIssues, '&issues=true'),
    },
    {
      head: t('zones.resumed'),
      numeric: true,
      cell: ({ id, sums }) => sums && listOf(id, sums.resumed, '&resumption=RESUMED'),
    },
    ...(mayChange
      ? [
          {
            head: t('retired.deeds'),
            cell: (zone: Zone) => (
              <div className="retired-deeds">
                {!zone.retiredAt && <ZoneDialog zone={zone} onSaved={readAgain} />}
                <Button small tone="plain" onPress={() => void toggle(zone, zone.name, { zoneId: zone.id })}>
                  {t(zone.retiredAt ? 'retired.restore' : 'retired.retire')}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ]
}
