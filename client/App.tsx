import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch } from 'wouter'

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
        <Route>
          <Redirect to="/login" replace />
        </Route>
      </Switch>
    </Suspense>
  )
}
