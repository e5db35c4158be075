import { useEffect } from 'react'
import { useQuery } from 'urql'
import { Link, useSearchParams } from 'wouter'
import { Boundary } from '#client/boundary/Boundary.tsx'
import type { Failure } from '#client/graph/errors.ts'
import { BoardWall } from './BoardWall.tsx'
import { UnionsDocument } from './documents.ts'
import { Notice } from './Notice.tsx'
import { useNewVersion } from './useNewVersion.ts'
import { usePairing } from './usePairing.ts'
import { useWall } from './useWall.ts'
import { useWords } from './words.ts'
import './board.css'
import './ticker.css'
import './notice.css'
import './squads.css'
import './panels.css'
import './hundred.css'
import './english.css'
import './shapes.css'

/**
 * The wall at /board. With `#pair=CODE` in the address this device becomes a wall; `?union=` chooses one of several
 * unions, and `?campaign=` a campaign other than the active one.
 */
export function BoardScreen() {
  const { t } = useWords()
  const [search] = useSearchParams()
  const unionId = search.get('union')
  const campaignId = search.get('campaign')
  const pairing = usePairing()
  useNewVersion()
  useEffect(() => {
    document.title = `${t('name')} · ${t('common:appName')}`
  }, [t])
  if (pairing === 'under-way') return <Notice title={t('notice.pairing')} />
  if (pairing === 'waiting') return <Notice title={t('notice.pairing')} how={t('common:offline')} />
  return (
    <Boundary className="board board-notice" unattended>
      <Board key={`${unionId} ${campaignId}`} unionId={unionId} campaignId={campaignId} pairingFailure={pairing} />
    </Boundary>
  )
}

type BoardProps = { unionId: string | null; campaignId: string | null; pairingFailure: Failure | null }

/**
 * The board of one union. Another union, or another campaign of it, gets a new instance, so that nothing of the first union stays on the screen.
 */
function Board({ unionId, campaignId, pairingFailure }: BoardProps) {
  const { t } = useWords()
  const wall = useWall(unionId, campaignId)
  if (wall.data) return <BoardWall data={wall.data} events={wall.events} freshness={wall.freshness} />
  if (pairingFailure) {
    return (
      <Notice title={t('notice.pairingFailed')} how={pairingFailure.message || t('common:offline')}>
        <Link href="/login?next=/board">{t('notice.signIn')}</Link>
      </Notice>
    )
  }
  if (wall.failure) return <FailureNotice failure={wall.failure} retry={wall.retry} />
  return <Notice title={t('notice.loading')} />
}

function FailureNotice({ failure, retry }: { failure: Failure; retry: () => void }) {
  const { t } = useWords()
  if (failure.code === 'UNAUTHENTICATED') {
    return (
      <Notice title={t('notice.signedOut')} how={t('notice.signedOutHow')}>
        <Link href="/login?next=/board">{t('notice.signIn')}</Link>
      </Notice>
    )
  }
  if (failure.code === 'FORBIDDEN') {
    return (
      <Notice title={t('notice.refused')} how={t('notice.refusedHow')}>
        <Link href="/login">{t('notice.home')}</Link>
      </Notice>
    )
  }
  if (failure.code === 'INVALID' && failure.field === 'unionId') return <ChooseUnion />
  return (
    <Notice title={t('notice.broken')} how={failure.message || t('notice.brokenHow')}>
      <button type="button" onClick={retry}>
        {t('common:retry')}
      </button>
    </Notice>
  )
}

/** The choice among several unions, for an account of a district. */
function ChooseUnion() {
  const { t } = useWords()
  const [{ data }] = useQuery({ query: UnionsDocument })
  return (
    <Notice title={t('notice.choose')}>
      <ul>
        {data?.unions.map((union) => (
          <li key={union.id}>
            <Link href={`/board?union=${encodeURIComponent(union.id)}`}>{union.name}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
