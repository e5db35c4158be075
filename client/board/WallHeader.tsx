import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { Freshness } from '#client/graph/freshness.ts'
import { setLanguage } from '#client/text/i18n.ts'
import { clockOf } from '#client/ui/dates.ts'
import type { WallQuery } from '#codegen/graph/graphql.ts'
import { useWallContext } from './context.ts'
import { useWords } from './words.ts'

type WallHeaderProps = {
  union: string
  campaigns: WallQuery['campaigns']
  freshness: Freshness
  sound: boolean
  onSound: () => void
}

/** The head of the wall: the union, the time for which the board holds, and whether it is live. */
export function WallHeader({ union, campaigns, freshness, sound, onSound }: WallHeaderProps) {
  const { board, asOf } = useWallContext()
  const { i18n } = useTranslation()
  const { t } = useWords()
  return (
    <header className="board-header">
      <h1>{board.title || t('noCampaign')}</h1>
      <ChooseCampaign campaigns={campaigns} />
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

/** The campaigns that have begun, to choose one of them; nothing where there is but one. */
function ChooseCampaign({ campaigns }: Pick<WallHeaderProps, 'campaigns'>) {
  const { board } = useWallContext()
  const { t } = useWords()
  const [, setSearch] = useSearchParams()
  const begun = campaigns.filter(({ state }) => state !== 'DRAFT')
  if (begun.length < 2 && (begun.length === 0 || board.subject)) return null
  const choose = (id: string) =>
    setSearch((search) => {
      const isActive = begun.some((each) => each.id === id && each.state === 'ACTIVE')
      if (id && !isActive) search.set('campaign', id)
      else search.delete('campaign')
      return search
    })
  return (
    <select
      className="board-campaigns"
      aria-label={t('campaigns')}
      value={board.subject?.id ?? ''}
      onChange={({ target }) => choose(target.value)}
    >
      {!board.subject && <option value="">{t('noCampaign')}</option>}
      {begun.map(({ id, title, state, endsOn }) => (
        <option key={id} value={id}>
          {title} · {state === 'CLOSED' ? t('closedOn', { date: endsOn }) : t(`common:CampaignState.${state}`)}
        </option>
      ))}
    </select>
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
