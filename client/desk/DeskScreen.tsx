import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Redirect, useLocation } from 'wouter'
import { Boundary } from '#client/boundary/Boundary.tsx'
import { AsOf } from '#client/graph/as-of.ts'
import { useFeed } from '#client/graph/feed.ts'
import { useViewer, type Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { DraftOwner } from '#client/ui/form/drafts.ts'
import { Toasts } from '#client/ui/Toast.tsx'
import { DeskPages } from './DeskPages.tsx'
import { DeskFeedDocument, HeadDocument } from './documents.ts'
import { Palette } from './palette/Palette.tsx'
import { Shell } from './Shell.tsx'
import { useFocusMemory } from './useFocusMemory.ts'

const nothing = () => {}

/**
 * The desk of the command centre, the district, agencies, enterprises and integrators. A squad is sent to /field, a
 * wall to /board, and whoever is not signed in to /login.
 */
export function DeskScreen() {
  const { t } = useTranslation()
  const [location] = useLocation()
  const { viewer, failed, retry } = useViewer()
  if (viewer === null) return <Redirect to={`/login?next=${encodeURIComponent(location)}`} replace />
  if (viewer?.role === 'SQUAD') return <Redirect to="/field" replace />
  if (viewer?.role === 'WALL') return <Redirect to="/board" replace />
  if (viewer) return <Desk viewer={viewer} />
  return (
    <main className="loading">
      <p role={failed ? 'alert' : 'status'}>{t(failed ? 'offline' : 'loading')}</p>
      {failed && <Button onPress={retry}>{t('retry')}</Button>}
    </main>
  )
}

/**
 * The desk of a signed-in viewer. It reads the position of the log before any list, and follows the log from there, so
 * that no event between the two is missed.
 */
function Desk({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation()
  const [location] = useLocation()
  useFocusMemory()
  const [{ data, error }, again] = useQuery({ query: HeadDocument, requestPolicy: 'network-only' })
  const from = data ? { after: data.events.head, epoch: data.events.epoch } : null
  const freshness = useFeed(DeskFeedDocument, from, nothing, () => again({ requestPolicy: 'network-only' }))
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <DraftOwner value={viewer.id}>
        <Toasts>
          <Shell viewer={viewer} freshness={freshness} tools={<Palette viewer={viewer} />}>
            <AsOf value={freshness.asOf}>
              <Boundary className="ui-page" resetKeys={[location]}>
                {data || error ? <DeskPages viewer={viewer} /> : <p className="loading">{t('loading')}</p>}
              </Boundary>
            </AsOf>
          </Shell>
        </Toasts>
      </DraftOwner>
    </I18nProvider>
  )
}
