import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'
import { App, beginScreen } from './App.tsx'
import { client } from './graph/client.ts'
import { startText } from './text/i18n.ts'
import { printLight, showTheme, themeOfDevice } from './ui/theme.ts'
import './ui/tokens.css'
import './ui/base.css'

showTheme(themeOfDevice())
printLight()
const text = startText()
beginScreen(location.pathname)
await text
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Provider value={client}>
      <App />
    </Provider>
  </StrictMode>,
)
