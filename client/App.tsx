import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch } from 'wouter'
import { homeOf, useViewer } from './graph/session.ts'

const BoardScreen = lazy(() => import('./board/BoardScreen.tsx').then((m) => ({ default: m.BoardScreen })))
const DeskScreen = lazy(() => import('./desk/DeskScreen.tsx').then((m) => ({ default: m.DeskScreen })))
const FieldScreen = lazy(() => import('./field/FieldScreen.tsx').then((m) => ({ default: m.FieldScreen })))
const LoginScreen = lazy(() => import('./login/LoginScreen.tsx').then((m) => ({ default: m.LoginScreen })))

/** The screens by their address. Each is loaded when it is first opened. */
export function App() {
  const { t } = useTranslation()
  return (
    <Suspense fallback={<p className="loading">{t('loading')}</p>}>
      <Switch>
        <Route path="/board" component={BoardScreen} />
        <Route path="/desk/*?" component={DeskScreen} />
        <Route path="/field/*?" component={FieldScreen} />
        <Route path="/login" component={LoginScreen} />
        <Route path="/">
          <Start />
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  )
}

/** Sends everybody to where their role does its work. */
function Start() {
  const { t } = useTranslation()
  const { viewer, failed, retry } = useViewer()
  if (viewer) return <Redirect to={homeOf(viewer.role)} replace />
  if (viewer === null) return <Redirect to="/login" replace />
  if (!failed) return <p className="loading">{t('loading')}</p>
  return (
    <main className="loading">
      <p role="alert">{t('offline')}</p>
      <button type="button" onClick={retry}>
        {t('retry')}
      </button>
    </main>
  )
}

function NotFound() {
  const { t } = useTranslation()
  return (
    <main className="loading">
      <h1>{t('notFound')}</h1>
      <Link href="/">{t('backToStart')}</Link>
    </main>
  )
}
