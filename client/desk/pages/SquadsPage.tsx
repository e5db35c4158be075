import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may, sectionsOf } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SquadsDocument } from '#client/modules/squads/documents.ts'
import { MembersForm } from '#client/modules/squads/MembersForm.tsx'
import { SquadCard } from '#client/modules/squads/SquadCard.tsx'
import { SquadForm } from '#client/modules/squads/SquadForm.tsx'
import { LinkButton } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { dateOf } from '#client/ui/dates.ts'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { SquadWholeFragment } from '#codegen/graph/graphql.ts'

/** The page of the squads, in the order of their numbers. */
export function SquadsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: SquadsDocument })
  return (
    <Page title={t('nav.squads')} actions={<ExportMenu list="SQUADS" />}>
      <QueryResult result={result} retry={again}>
        {({ squads }) =>
          squads.length ? (
            squads.map((squad) => (
              <SquadCard key={squad.id} squad={squad} actions={<Actions viewer={viewer} squad={squad} />} />
            ))
          ) : (
            <EmptyNote>{t('nothing')}</EmptyNote>
          )
        }
      </QueryResult>
    </Page>
  )
}

function Actions({ viewer, squad }: { viewer: Viewer; squad: SquadWholeFragment }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const saved = (close: () => void) => () => {
    close()
    say(t('squads.saved'))
  }
  const title = t('squadNumber', { number: squad.number })
  return (
    <>
      {sectionsOf(viewer.role).includes('visits') && (
        <LinkButton href={`/desk/visits?squadId=${squad.id}&day=${dateOf()}..${dateOf()}`}>
          {t('squads.visits')}
        </LinkButton>
      )}
      {may(viewer.role, 'updateSquad') && (
        <>
          <DialogButton label={common('edit')} title={title}>
            {(close) => <SquadForm squad={squad} zones={viewer.union.zones} onCancel={close} onSaved={saved(close)} />}
          </DialogButton>
          <DialogButton label={t('squads.editMembers')} title={title} wide>
            {(close) => <MembersForm squad={squad} onCancel={close} onSaved={saved(close)} />}
          </DialogButton>
        </>
      )}
    </>
  )
}
