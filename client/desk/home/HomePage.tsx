import { useTranslation } from 'react-i18next'
import { Boundary } from '#client/boundary/Boundary.tsx'
import { useOpenIssue } from '#client/desk/deeds.tsx'
import { Guide } from '#client/desk/guide/Guide.tsx'
import { watchesBoard } from '#client/desk/rights.ts'
import { SetUpNotice } from '#client/desk/set-up/SetUpNotice.tsx'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useFollowedQuery } from '#client/graph/useFollowedQuery.ts'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { dateOf, dateText } from '#client/ui/dates.ts'
import { Page } from '#client/ui/Page.tsx'
import { BackupNote } from './BackupNote.tsx'
import { HomeBoardDocument } from './documents.ts'
import { HundredCard } from './HundredCard.tsx'
import { lines } from './lines.ts'
import { RegisterLinks } from './RegisterLinks.tsx'
import { SquadsCard } from './SquadsCard.tsx'
import { SuppliesCard } from './SuppliesCard.tsx'
import { Waiting } from './Waiting.tsx'
import './home.css'
import './cards.css'
import './home-narrow.css'

/**
 * The home page: what waits for the person who is signed in, and beside it how far the campaign is. An enterprise comes to report
 * an issue, so that this is done here at once.
 */
export function HomePage({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation('desk')
  const openIssue = useOpenIssue({ viewer })
  return (
    <Page
      title={t('nav.today')}
      note={dateText(dateOf(), i18n.language)}
      actions={viewer.role === 'ENTERPRISE' && <DeedButton deed={openIssue} tone="main" />}
      wide
    >
      <div className={watchesBoard(viewer.role) ? 'home home-with-board' : 'home'}>
        <div className="home-waiting">
          {viewer.role === 'COMMAND' && <BackupNote />}
          {viewer.role === 'COMMAND' && <SetUpNotice />}
          <Guide viewer={viewer} />
          {lines
            .filter(({ roles }) => roles.includes(viewer.role))
            .map((line) => (
              <Waiting key={line.key} line={line} />
            ))}
          {viewer.role === 'COMMAND' && (
            <div className="ui-actions">
              <RegisterLinks />
            </div>
          )}
          <p className="home-nothing">{t('home.nothing')}</p>
        </div>
        {watchesBoard(viewer.role) && (
          <Boundary className="ui-card">
            <BoardCards viewer={viewer} />
          </Boundary>
        )}
      </div>
    </Page>
  )
}

/** The wall’s figures. */
function BoardCards({ viewer }: { viewer: Viewer }) {
  const [result, again] = useFollowedQuery(HomeBoardDocument, {})
  return (
    <div className="home-board">
      <QueryResult result={result} retry={again}>
        {({ board, campaign }) =>
          board && (
            <>
              <HundredCard board={board} campaign={campaign ?? null} />
              <SquadsCard board={board} mayPlan={viewer.role === 'COMMAND'} />
              <SuppliesCard board={board} />
            </>
          )
        }
      </QueryResult>
    </div>
  )
}
