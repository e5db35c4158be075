import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { Redirect, useLocation } from 'wouter'
import { Boundary } from '#client/boundary/Boundary.tsx'
import { AsOf, Through } from '#client/graph/as-of.ts'
import { askedUnion, isAskedOverAll } from '#client/graph/chosen-union.ts'
import { useFeeds } from '#client/graph/feeds.ts'
import { useViewer, type Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { DraftOwner } from '#client/ui/form/drafts.ts'
import { Toasts } from '#client/ui/Toast.tsx'
import { DeskPages } from './DeskPages.tsx'
import { DistrictDesk } from './DistrictDesk.tsx'
import { DeskFeedDocument } from './documents.ts'
import { Palette } from './palette/Palette.tsx'
import { Shell } from './Shell.tsx'
import type { Subdistrict } from './unions.ts'
import { useFocusMemory } from './useFocusMemory.ts'
import { useHeads } from './useHeads.ts'

/**
 * The desk of the command centre, the district, agencies, enterprises, zones’ cadres and integrators. A squad is sent to /field, a
 * wall to /board, and whoever is not signed in to /login.
 */
export function DeskScreen() {
  const { t } = useTranslation()
  const [location] = useLocation()
  const { viewer, failed, retry } = useViewer()
  if (viewer === null) return <Redirect to={`/login?next=${encodeURIComponent(location)}`} replace />
  if (viewer?.role === 'SQUAD') return <Redirect to="/field" replace />
  if (viewer?.role === 'WALL') return <Redirect to="/board" replace />
  if (viewer?.role === 'DISTRICT') {
    return (
      <DistrictDesk viewer={viewer}>
        {(unions, union) => <Desk viewer={union ? { ...viewer, union } : viewer} unions={unions} union={union} />}
      </DistrictDesk>
    )
  }
  if (viewer) return <Desk viewer={viewer} union={viewer.union} />
  return (
    <main className="loading">
      <p role={failed ? 'alert' : 'status'}>{t(failed ? 'offline' : 'loading')}</p>
      {failed && <Button onPress={retry}>{t('retry')}</Button>}
    </main>
  )
}

type DeskProps = {
  viewer: Viewer
  /** The unions among which the viewer can choose, of a district. */
  unions?: readonly Subdistrict[]
  /** The union that the pages are about; absent where they go over all, or where a district has none yet and nothing is followed. */
  union: Subdistrict | undefined
}

/**
 * The desk of a signed-in viewer. It reads the position of the log before any list, and follows the log from there, so
 * that no event between the two is missed.
 */
function Desk({ viewer, unions, union }: DeskProps) {
  const { t, i18n } = useTranslation()
  const [location] = useLocation()
  useFocusMemory()
  const followed = isAskedOverAll() ? (unions ?? []).map(({ id }) => id) : union ? [askedUnion()] : []
  const { positions, hasFailed, read } = useHeads(followed)
  const freshness = useFeeds(DeskFeedDocument, positions, () => void read())
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <DraftOwner value={viewer.id}>
        <Toasts>
          <Shell
            viewer={viewer}
            freshness={freshness}
            tools={union && viewer.role !== 'CADRE' && <Palette viewer={viewer} />}
            unions={unions}
            union={union}
          >
            <AsOf value={freshness.asOf}>
              <Through value={freshness.through}>
                <Boundary className="ui-page" resetKeys={[location]}>
                  {positions || hasFailed || followed.length === 0 ? (
                    <DeskPages viewer={viewer} unions={unions} />
                  ) : (
                    <p className="loading">{t('loading')}</p>
                  )}
                </Boundary>
              </Through>
            </AsOf>
          </Shell>
        </Toasts>
      </DraftOwner>
    </I18nProvider>
  )
}
