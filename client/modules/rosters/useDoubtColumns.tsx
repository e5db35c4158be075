import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Column } from '#client/ui/Table.tsx'
import { type Deciding, RowDecision } from './DecisionTabs.tsx'

type Doubt = {
  place: number
  name: string
  subjectId?: string | null
  likeness: readonly { header: string; value: string }[]
}

/** The columns of doubtful rows: what is recorded of what each is like, and what is decided of it. */
export function useDoubtColumns(deciding: Deciding | undefined): Column<Doubt>[] {
  const { t } = useTranslation('desk')
  const like = {
    head: t('roster.like'),
    cell: ({ subjectId, likeness: [name, ...rest] }: Doubt) =>
      name ? (
        <div className="roster-like">
          <Link href={`/desk/enterprises/${subjectId}`} target="_blank">
            {name.value}
          </Link>
          <small>{rest.map(({ value }) => value).join(' · ')}</small>
        </div>
      ) : (
        t('roster.likeGone')
      ),
  }
  if (!deciding) return [like]
  const choice = {
    head: t('roster.decision'),
    cell: ({ place, name }: Doubt) => <RowDecision {...deciding} place={place} name={name} />,
  }
  return [like, choice]
}
