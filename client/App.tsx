import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import './ui/button.css'
import { Boundary } from './boundary/Boundary.tsx'
import { lazyScreen } from './boundary/lazy-screen.ts'
import { homeOf, useViewer } from './graph/session.ts'

const AccountScreen = lazyScreen(() => import('./login/AccountScreen.tsx').then((m) => m.AccountScreen))
const BoardScreen = lazyScreen(() => import('./board/BoardScreen.tsx').then((m) => m.BoardScreen), ['board'])
const DeskScreen = lazyScreen(
  () => import('./desk/DeskScreen.tsx').then((m) => m.DeskScreen),
  ['desk', 'board', 'begin'],
)
const FieldScreen = lazyScreen(() => import('./field/FieldScreen.tsx').then((m) => m.FieldScreen), ['field'])
const IssueLinkScreen = lazyScreen(() => import('./login/IssueLinkScreen.tsx').then((m) => m.IssueLinkScreen))
const LinkScreen = lazyScreen(() => import('./login/LinkScreen.tsx').then((m) => m.LinkScreen))
const LoginScreen = lazyScreen(() => import('./login/LoginScreen.tsx').then((m) => m.LoginScreen), ['begin'])
const SetUpScreen = lazyScreen(() => import('./login/SetUpScreen.tsx').then((m) => m.SetUpScreen), ['begin'])

const screens = [
  { path: '/board', component: BoardScreen },
  { path: '/desk/*?', component: DeskScreen },
  { path: '/field/*?', component: FieldScreen },
  { path: '/login', component: LoginScreen },
  { path: '/account', component: AccountScreen },
  { path: '/l/setup', component: SetUpScreen },
  { path: '/l/issue', component: IssueLinkScreen },
  { path: '/l/me', component: LinkScreen },
]

/** Begins to load the screen of an address, so that it comes together with the words of the page and not after them. */
export function beginScreen(address: string): void {
  const screen = screens.find(({ path }) => address.startsWith(path.replace('/*?', '')))
  // where it fails, the screen says so when it is shown
  void screen?.component.load().catch(() => {})
}

/** The screens by their address. Each is loaded when it is first opened. */
export function App() {
  const { t } = useTranslation()
  const [location] = useLocation()
  return (
    <Boundary className="loading" resetKeys={[location]} unattended={location.startsWith('/board')}>
      <Suspense fallback={<p className="loading">{t('loading')}</p>}>
        <Switch>
          {screens.map((screen) => (
            <Route key={screen.path} {...screen} />
          ))}
          <Route path="/">
            <Start />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
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
    <main className="lost">
      <img src="/icon.svg" alt="" width="48" height="48" />
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundHow')}</p>
      <Link href="/" className="ui-button ui-main">
        {t('backToStart')}
      </Link>
    </main>
  )
}
