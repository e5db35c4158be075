import { useTranslation } from 'react-i18next'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import { Facts } from '#client/ui/Facts.tsx'
import { listText } from '#client/ui/list-text.ts'
import { Table } from '#client/ui/Table.tsx'
import type { SquadWholeFragment } from '#codegen/graph/graphql.ts'

type Squad = { squad: SquadWholeFragment }

/** Who leads a squad, and where it works. */
export function SquadFacts({ squad }: Squad) {
  const { t, i18n } = useTranslation('desk')
  return (
    <Facts
      facts={[
        [t('squads.cadre'), `${squad.cadreName} ${squad.cadreTitle}`],
        [t('squads.phone'), <PhoneNumber key="p" of={squad.id} masked={squad.phone} />],
        [
          t('squads.zones'),
          listText(
            squad.zones.map(({ name }) => name),
            i18n.language,
          ),
        ],
      ]}
    />
  )
}

/** The members of a squad with what each does on a visit. */
export function SquadMembers({ squad }: Squad) {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <Table
      caption={t('squads.members')}
      rows={squad.members}
      rowKey={({ id }) => id}
      columns={[
        { head: t('squads.name'), cell: ({ name }) => name },
        {
          head: t('squads.duties'),
          cell: (member) =>
            listText(
              member.duties.map((d) => common(`Duty.${d}`)),
              i18n.language,
            ),
        },
        { head: t('squads.phone'), cell: ({ id, phone }) => <PhoneNumber of={id} masked={phone} /> },
        { head: t('squads.agency'), cell: ({ agency }) => agency?.name ?? '—' },
      ]}
    />
  )
}
