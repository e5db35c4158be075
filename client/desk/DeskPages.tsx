import { Redirect, Route, Switch } from 'wouter'
import type { Viewer } from '#client/graph/session.ts'
import { HomePage } from './home/HomePage.tsx'
import { AccountsPage } from './pages/AccountsPage.tsx'
import { ApiPage } from './pages/ApiPage.tsx'
import { CampaignPage } from './pages/CampaignPage.tsx'
import { EnterprisesPage } from './pages/EnterprisesPage.tsx'
import { ImportPage } from './pages/ImportPage.tsx'
import { IssuesPage } from './pages/IssuesPage.tsx'
import { OrdersPage } from './pages/OrdersPage.tsx'
import { PoliciesPage } from './pages/PolicyDocumentsPage.tsx'
import { SquadsPage } from './pages/SquadsPage.tsx'
import { SuppliersPage } from './pages/SuppliersPage.tsx'
import { TokensPage } from './pages/TokensPage.tsx'
import { VisitsPage } from './pages/VisitsPage.tsx'
import { PlanPage } from './plan/PlanPage.tsx'
import { EnterpriseRecord } from './records/EnterpriseRecord.tsx'
import { IssueRecord } from './records/IssueRecord.tsx'
import { OrderRecord } from './records/OrderRecord.tsx'
import { VisitRecord } from './records/VisitRecord.tsx'
import { firstSection, may } from './rights.ts'

/** Shows the page of the desk that the address names; another address goes to the first page of the viewer's role. */
export function DeskPages({ viewer }: { viewer: Viewer }) {
  return (
    <Switch>
      <Route path="/desk/today">{<HomePage viewer={viewer} />}</Route>
      <Route path="/desk/enterprises">{<EnterprisesPage viewer={viewer} />}</Route>
      <Route path="/desk/enterprises/:id">{({ id }) => <EnterpriseRecord key={id} viewer={viewer} id={id} />}</Route>
      <Route path="/desk/visits">{<VisitsPage viewer={viewer} />}</Route>
      <Route path="/desk/visits/:id">{({ id }) => <VisitRecord key={id} viewer={viewer} id={id} />}</Route>
      {may(viewer.role, 'planDay') && <Route path="/desk/plan" component={PlanPage} />}
      <Route path="/desk/issues">{<IssuesPage viewer={viewer} />}</Route>
      <Route path="/desk/issues/:id">{({ id }) => <IssueRecord key={id} viewer={viewer} id={id} />}</Route>
      <Route path="/desk/orders">{<OrdersPage viewer={viewer} />}</Route>
      <Route path="/desk/orders/:id">{({ id }) => <OrderRecord key={id} viewer={viewer} id={id} />}</Route>
      <Route path="/desk/suppliers">{<SuppliersPage viewer={viewer} />}</Route>
      <Route path="/desk/campaign">{<CampaignPage viewer={viewer} />}</Route>
      <Route path="/desk/squads">{<SquadsPage viewer={viewer} />}</Route>
      <Route path="/desk/policies" component={PoliciesPage} />
      <Route path="/desk/import" component={ImportPage} />
      <Route path="/desk/accounts">{<AccountsPage viewer={viewer} />}</Route>
      <Route path="/desk/tokens" component={TokensPage} />
      <Route path="/desk/api" component={ApiPage} />
      <Route>
        <Redirect to={`/desk/${firstSection(viewer.role)}`} replace />
      </Route>
    </Switch>
  )
}
