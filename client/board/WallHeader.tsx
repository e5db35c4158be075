import { useTranslation } from 'react-i18next'
import type { Freshness } from '#client/graph/freshness.ts'
import { setLanguage } from '#client/text/i18n.ts'
import { clockOf } from '#client/ui/dates.ts'
import { useWallContext } from './context.ts'
import { useWords } from './words.ts'

type WallHeaderProps = { union: string; freshness: Freshness; sound: boolean; onSound: () => void }

/** The head of the wall: the union, the time for which the board holds, and whether it is live. */
export function WallHeader({ union, freshness, sound, onSound }: WallHeaderProps) {
  const { board, asOf } = useWallContext()
  const { i18n } = useTranslation()
  const { t } = useWords()
  return (
    <header className="board-header">
      <h1>{board.title || t('noCampaign')}</h1>
      <p className="board-union">{union}</p>
      {freshness.state !== 'stale' && (
        <p className="board-as-of">
          {t('asOf')} <time dateTime={asOf}>{clockOf(asOf)}</time>
        </p>
      )}
      <Connection freshness={freshness} />
      <div className="board-switches">
        <button type="button" onClick={onSound} aria-pressed={sound}>
          {sound ? t('soundOn') : t('soundOff')}
        </button>
        <button
          type="button"
          lang={i18n.language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
        >
          {t('common:otherLanguage')}
        </button>
      </div>
    </header>
  )
}

function Connection({ freshness }: { freshness: Freshness }) {
  const { board, asOf } = useWallContext()
  const { t, number, duration } = useWords()
  const { state, silentFor, through, caughtUp } = freshness
  const seq = Math.max(through, board.seq)
  return (
    <p className={`board-connection board-${state}`} role="status">
      <i className="board-light" aria-hidden="true" />
      {state === 'stale' ? (
        <>
          <b>{t('stoppedAt', { time: clockOf(asOf) })}</b>
          <span aria-hidden="true">{t('silentFor', { duration: duration(silentFor) })}</span>
        </>
      ) : (
        <>
          <span>{t(`state.${state}`)}</span>
          <span aria-hidden="true">{t('seq', { seq: number(seq) })}</span>
          {state === 'live' && caughtUp > 0 && <span>{t('caughtUp', { count: caughtUp })}</span>}
        </>
      )}
    </p>
  )
}
