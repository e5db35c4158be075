import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch } from 'wouter'
import { lazyScreen } from '#client/boundary/lazy-screen.ts'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ChooseUnionPage } from './pages/ChooseUnionPage.tsx'
import {
  AccountRecord,
  EnterpriseRecord,
  IssueRecord,
  OrderRecord,
  RosterRecord,
  SquadRecord,
  SupplierRecord,
  VisitRecord,
} from './records/lazy.tsx'
import { firstSection, goesOverAll, may, sectionsOf } from './rights.ts'
import type { Subdistrict } from './unions.ts'
// classes that pages use without the component that brings them
import '#client/ui/button.css'
import '#client/ui/empty.css'
import '#client/ui/form/field.css'
import '#client/ui/form/form.css'
import '#client/ui/list/list.css'
import '#client/ui/page.css'

type PageProps = { viewer: Viewer }

const AccountsPage = lazyScreen<PageProps>(() => import('./pages/AccountsPage.tsx').then((m) => m.AccountsPage))
const AgenciesPage = lazyScreen<PageProps>(() => import('./pages/AgenciesPage.tsx').then((m) => m.AgenciesPage))
const ApiPage = lazyScreen(() => import('./pages/ApiPage.tsx').then((m) => m.ApiPage))
const AuditPage = lazyScreen(() => import('./pages/AuditPage.tsx').then((m) => m.AuditPage))
const CalendarPage = lazyScreen<PageProps>(() => import('./pages/CalendarPage.tsx').then((m) => m.CalendarPage))
const CampaignPage = lazyScreen<PageProps>(() => import('./pages/CampaignPage.tsx').then((m) => m.CampaignPage))
const CellTextsPage = lazyScreen(() => import('./pages/CellTextsPage.tsx').then((m) => m.CellTextsPage))
const DoublesPage = lazyScreen(() => import('./pages/DoublesPage.tsx').then((m) => m.DoublesPage))
const EnterprisesPage = lazyScreen<PageProps>(() =>
  import('./pages/EnterprisesPage.tsx').then((m) => m.EnterprisesPage),
)
const HomePage = lazyScreen<PageProps>(() => import('./home/HomePage.tsx').then((m) => m.HomePage))
const ImportPage = lazyScreen(() => import('./pages/ImportPage.tsx').then((m) => m.ImportPage))
const InboxPage = lazyScreen(() => import('./inbox/InboxPage.tsx').then((m) => m.InboxPage))
const ItemsPage = lazyScreen<PageProps>(() => import('./pages/ItemsPage.tsx').then((m) => m.ItemsPage))
const IssuesPage = lazyScreen<PageProps>(() => import('./pages/IssuesPage.tsx').then((m) => m.IssuesPage))
const LinkMakePage = lazyScreen<PageProps>(() => import('./links/LinkMakePage.tsx').then((m) => m.LinkMakePage))
const LinksPage = lazyScreen(() => import('./pages/LinksPage.tsx').then((m) => m.LinksPage))
const MeasuresPage = lazyScreen(() => import('./pages/MeasuresPage.tsx').then((m) => m.MeasuresPage))
const OrdersPage = lazyScreen<PageProps>(() => import('./pages/OrdersPage.tsx').then((m) => m.OrdersPage))
const PartsPage = lazyScreen(() => import('./parts/PartsPage.tsx').then((m) => m.PartsPage))
const PastImportsPage = lazyScreen(() => import('./pages/PastImportsPage.tsx').then((m) => m.PastImportsPage))
const PlanPage = lazyScreen(() => import('./plan/PlanPage.tsx').then((m) => m.PlanPage))
const OwnZonePage = lazyScreen<PageProps>(() => import('./pages/OwnZonePage.tsx').then((m) => m.OwnZonePage))
const PoliciesPage = lazyScreen<PageProps>(() => import('./pages/PolicyDocumentsPage.tsx').then((m) => m.PoliciesPage))
const SquadsPage = lazyScreen<PageProps>(() => import('./pages/SquadsPage.tsx').then((m) => m.SquadsPage))
const SubdistrictsPage = lazyScreen<PageProps & { unions: readonly Subdistrict[] }>(() =>
  import('./pages/SubdistrictsPage.tsx').then((m) => m.SubdistrictsPage),
)
const SuppliersPage = lazyScreen<PageProps>(() => import('./pages/SuppliersPage.tsx').then((m) => m.SuppliersPage))
const TokensPage = lazyScreen<PageProps>(() => import('./pages/TokensPage.tsx').then((m) => m.TokensPage))
const SetUpPage = lazyScreen(() => import('./set-up/SetUpPage.tsx').then((m) => m.SetUpPage))
const UnionPage = lazyScreen<PageProps>(() => import('./pages/UnionPage.tsx').then((m) => m.UnionPage))
const ZonesPage = lazyScreen<PageProps>(() => import('./pages/ZonesPage.tsx').then((m) => m.ZonesPage))
const VisitsPage = lazyScreen<PageProps>(() => import('./pages/VisitsPage.tsx').then((m) => m.VisitsPage))

/**
 * Shows the page of the desk that the address names; another address goes to the first page of the viewer's role. The code of
 * each page is loaded when it is first opened.
 */
export function DeskPages({ viewer, unions }: { viewer: Viewer; unions?: readonly Subdistrict[] | undefined }) {
  const { t } = useTranslation()
  const isOverAll = isAskedOverAll()
  const isBeginning = unions?.length === 0
  if (viewer.role === 'CADRE') {
    return (
      <Suspense fallback={<p className="loading">{t('loading')}</p>}>
        <Switch>
          <Route path="/desk/zone">{<OwnZonePage viewer={viewer} />}</Route>
          <Route path="/desk/inbox" component={InboxPage} />
          <Route>
            <Redirect to="/desk/zone" replace />
          </Route>
        </Switch>
      </Suspense>
    )
  }
  return (
    <Suspense fallback={<p className="loading">{t('loading')}</p>}>
      <Switch>
        {unions && <Route path="/desk/union">{<SubdistrictsPage viewer={viewer} unions={unions} />}</Route>}
        {isBeginning && (
          <Route>
            <Redirect to="/desk/union" replace />
          </Route>
        )}
        {unions &&
          isOverAll &&
          sectionsOf(viewer)
            .filter((section) => !goesOverAll(section))
            .map((section) => (
              <Route key={section} path={`/desk/${section}`}>
                {<ChooseUnionPage accountId={viewer.id} unions={unions} section={section} />}
              </Route>
            ))}
        <Route path="/desk/today">{<HomePage viewer={viewer} />}</Route>
        {sectionsOf(viewer).includes('inbox') && <Route path="/desk/inbox" component={InboxPage} />}
        <Route path="/desk/enterprises">{<EnterprisesPage viewer={viewer} />}</Route>
        {may(viewer.role, 'updateEnterprise') && <Route path="/desk/enterprises/doubles" component={DoublesPage} />}
        <Route path="/desk/enterprises/:id">{({ id }) => <EnterpriseRecord key={id} viewer={viewer} id={id} />}</Route>
        <Route path="/desk/visits">{<VisitsPage viewer={viewer} />}</Route>
        <Route path="/desk/visits/:id">{({ id }) => <VisitRecord key={id} viewer={viewer} id={id} />}</Route>
        {may(viewer.role, 'planDay') && <Route path="/desk/plan" component={PlanPage} />}
        <Route path="/desk/issues">{<IssuesPage viewer={viewer} />}</Route>
        <Route path="/desk/issues/:id">{({ id }) => <IssueRecord key={id} viewer={viewer} id={id} />}</Route>
        <Route path="/desk/measures" component={MeasuresPage} />
        <Route path="/desk/orders">{<OrdersPage viewer={viewer} />}</Route>
        <Route path="/desk/orders/:id">{({ id }) => <OrderRecord key={id} viewer={viewer} id={id} />}</Route>
        {may(viewer.role, 'createSupplyItem') && <Route path="/desk/items">{<ItemsPage viewer={viewer} />}</Route>}
        <Route path="/desk/suppliers">{<SuppliersPage viewer={viewer} />}</Route>
        <Route path="/desk/suppliers/:id">{({ id }) => <SupplierRecord key={id} viewer={viewer} id={id} />}</Route>
        <Route path="/desk/campaign">{<CampaignPage viewer={viewer} />}</Route>
        <Route path="/desk/squads">{<SquadsPage viewer={viewer} />}</Route>
        <Route path="/desk/squads/:id">{({ id }) => <SquadRecord key={id} viewer={viewer} id={id} />}</Route>
        <Route path="/desk/zones">{<ZonesPage viewer={viewer} />}</Route>
        <Route path="/desk/calendar">{<CalendarPage viewer={viewer} />}</Route>
        <Route path="/desk/agencies">{<AgenciesPage viewer={viewer} />}</Route>
        {viewer.role === 'COMMAND' && <Route path="/desk/set-up" component={SetUpPage} />}
        <Route path="/desk/policies">{<PoliciesPage viewer={viewer} />}</Route>
        {may(viewer.role, 'updateUnion') && <Route path="/desk/union">{<UnionPage viewer={viewer} />}</Route>}
        <Route path="/desk/import" component={ImportPage} />
        {may(viewer.role, 'undoRoster') && <Route path="/desk/import/past" component={PastImportsPage} />}
        {may(viewer.role, 'checkCellText') && (
          <Route path="/desk/import/to-check">{<CellTextsPage viewer={viewer} />}</Route>
        )}
        {may(viewer.role, 'undoRoster') && (
          <Route path="/desk/import/past/:id">{({ id }) => <RosterRecord key={id} viewer={viewer} id={id} />}</Route>
        )}
        <Route path="/desk/accounts">{<AccountsPage viewer={viewer} />}</Route>
        <Route path="/desk/accounts/:id">{({ id }) => <AccountRecord key={id} viewer={viewer} id={id} />}</Route>
        {sectionsOf(viewer).includes('audit') && <Route path="/desk/audit" component={AuditPage} />}
        {may(viewer.role, 'createLinks') && <Route path="/desk/links">{<LinksPage viewer={viewer} />}</Route>}
        {may(viewer.role, 'createLinks') && <Route path="/desk/links/new">{<LinkMakePage viewer={viewer} />}</Route>}
        <Route path="/desk/tokens">{<TokensPage viewer={viewer} />}</Route>
        <Route path="/desk/parts" component={PartsPage} />
        <Route path="/desk/api" component={ApiPage} />
        <Route>
          <Redirect to={`/desk/${isOverAll ? 'enterprises' : firstSection(viewer)}`} replace />
        </Route>
      </Switch>
    </Suspense>
  )
}
