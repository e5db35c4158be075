import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Facts } from '#client/ui/Facts.tsx'
import { Table } from '#client/ui/Table.tsx'
import type { SquadWholeFragment } from '#codegen/graph/graphql.ts'
import './squads.css'

/** A squad with its leading cadre, zones and members. */
export function SquadCard({ squad, actions }: { squad: SquadWholeFragment; actions?: ReactNode }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <article className="ui-card squad-card">
      <header>
        <h2>{t('squadNumber', { number: squad.number })}</h2>
        <div className="ui-page-actions">{actions}</div>
      </header>
      <Facts
        facts={[
          [t('squads.cadre'), `${squad.cadreName} ${squad.cadreTitle}`],
          [t('squads.phone'), squad.phone],
          [t('squads.zones'), squad.zones.map(({ name }) => name).join('、')],
        ]}
      />
      <details>
        <summary>
          {t('squads.members')} {squad.members.length}
        </summary>
        <Table
          caption={t('squads.members')}
          rows={squad.members}
          rowKey={({ id }) => id}
          columns={[
            { head: t('squads.name'), cell: ({ name }) => name },
            { head: t('squads.duties'), cell: (member) => member.duties.map((d) => common(`Duty.${d}`)).join('、') },
            { head: t('squads.phone'), cell: ({ phone }) => phone ?? '—' },
            { head: t('squads.agency'), cell: ({ agency }) => agency?.name ?? '—' },
          ]}
        />
      </details>
    </article>
  )
}
