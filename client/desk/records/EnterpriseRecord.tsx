import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseDocument } from '#client/modules/enterprises/documents.ts'
import { EnterpriseFacts, ResumptionHistory } from '#client/modules/enterprises/EnterpriseFacts.tsx'
import { EnterpriseForm } from '#client/modules/enterprises/EnterpriseForm.tsx'
import { nextResumptions } from '#client/modules/enterprises/next-resumptions.ts'
import { ResumptionForm } from '#client/modules/enterprises/ResumptionForm.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { EnterpriseLists } from './EnterpriseLists.tsx'

type EnterpriseRecordProps = { viewer: Viewer; id: string }

/** One enterprise with its visits, issues and orders. */
export function EnterpriseRecord({ viewer, id }: EnterpriseRecordProps) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({
    query: EnterpriseDocument,
    variables: { id },
  })
  return (
    <QueryResult result={result} retry={again}>
      {({ enterprise }) =>
        enterprise ? (
          <Page title={enterprise.name} actions={<Actions viewer={viewer} enterprise={enterprise} />}>
            <EnterpriseFacts enterprise={enterprise} />
            <EnterpriseLists viewer={viewer} enterprise={enterprise} />
            <ResumptionHistory enterprise={enterprise} />
          </Page>
        ) : (
          <Page title={t('nav.enterprises')}>
            <EmptyNote>{t('enterprises.missing')}</EmptyNote>
          </Page>
        )
      }
    </QueryResult>
  )
}

type Actions = { viewer: Viewer; enterprise: EnterpriseWholeFragment }

function Actions({ viewer, enterprise }: Actions) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  return (
    <>
      {may(viewer.role, 'updateEnterprise') && (
        <DialogButton label={t('enterprises.edit')} wide>
          {(close) => (
            <EnterpriseForm
              enterprise={enterprise}
              zones={viewer.union.zones}
              onCancel={close}
              onSaved={() => {
                close()
                say(t('done'))
              }}
            />
          )}
        </DialogButton>
      )}
      {may(viewer.role, 'setResumption') && nextResumptions(enterprise.resumption).length > 0 && (
        <DialogButton label={t('enterprises.setResumption')} tone="main">
          {(close) => (
            <ResumptionForm
              enterprise={enterprise}
              onCancel={close}
              onSaved={(to) => {
                close()
                say(t('enterprises.resumptionSet', { state: common(`Resumption.${to}`) }))
              }}
            />
          )}
        </DialogButton>
      )}
    </>
  )
}
