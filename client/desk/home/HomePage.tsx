import { use, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Guide } from '#client/desk/guide/Guide.tsx'
import { watchesBoard } from '#client/desk/rights.ts'
import { SetUpNotice } from '#client/desk/set-up/SetUpNotice.tsx'
import { Through } from '#client/graph/as-of.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { dateOf, dateText } from '#client/ui/dates.ts'
import { Page } from '#client/ui/Page.tsx'
import { BackupNote } from './BackupNote.tsx'
import { HomeBoardDocument } from './documents.ts'
import { HundredCard } from './HundredCard.tsx'
import { lines } from './lines.ts'
import { SquadsCard } from './SquadsCard.tsx'
import { SuppliesCard } from './SuppliesCard.tsx'
import { Waiting } from './Waiting.tsx'
import './home.css'
import './cards.css'
import './home-narrow.css'

/** The home page: what waits for the person who is signed in, and beside it how far the campaign is. */
export function HomePage({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation('desk')
  return (
    <Page title={t('nav.today')} note={dateText(dateOf(), i18n.language)} wide>
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
          <p className="home-nothing">{t('home.nothing')}</p>
        </div>
        {watchesBoard(viewer.role) && <BoardCards viewer={viewer} />}
      </div>
    </Page>
  )
}

/** The milliseconds between two readings of the board. */
const readingsApart = 1000

/** The wall’s figures. They are read anew after an event, at most once a second, since a snapshot of the board is no list. */
function BoardCards({ viewer }: { viewer: Viewer }) {
  const through = use(Through)
  const readAt = useRef(0)
  const [result, again] = useQuery({ query: HomeBoardDocument })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each event makes the figures old
  useEffect(() => {
    if (through === 0) return
    const wait = Math.max(0, readAt.current + readingsApart - performance.now())
    const timer = setTimeout(() => {
      readAt.current = performance.now()
      again({ requestPolicy: 'network-only' })
    }, wait)
    return () => clearTimeout(timer)
  }, [through])
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
