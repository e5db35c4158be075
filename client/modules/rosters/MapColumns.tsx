import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { SheetHeaders } from '#client/graph/errors.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { ActionForm, type Refusal } from '#client/ui/form/ActionForm.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import type { RosterColumnInput, RosterKind } from '#codegen/graph/graphql.ts'
import { RosterColumnsDocument } from './documents.ts'

type MapColumnsProps = {
  kind: RosterKind
  sheets: readonly SheetHeaders[]
  onMap: (columns: RosterColumnInput[]) => Promise<Refusal | null>
  onCancel: () => void
}

/** The headers that were found in a file, each beside the column that it is taken for, to be set right by hand. */
export function MapColumns({ kind, sheets, onMap, onCancel }: MapColumnsProps) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: RosterColumnsDocument, variables: { kind } })
  const different = sheets.filter(({ headers }, index) => {
    const words = wordsOf(headers)
    return words !== '' && sheets.findIndex((sheet) => wordsOf(sheet.headers) === words) === index
  })
  const map = (form: FormData) =>
    onMap(
      different.flatMap(({ headers }, sheet) =>
        headers.map(({ header }, index) => ({ header, column: String(form.get(`${sheet}-${index}`) ?? '') || null })),
      ),
    )
  return (
    <section className="ui-card roster-map">
      <h2>{t('roster.map.title')}</h2>
      <p className="ui-note">{t('roster.map.note')}</p>
      <QueryResult result={result} retry={again}>
        {({ rosterColumns }) => (
          <ActionForm submit={t('roster.map.submit')} onSubmit={map} onCancel={onCancel}>
            {different.map(({ name, headerRow, headers }, sheet) => (
              <fieldset key={name} className="roster-headers">
                <legend>
                  {[name, headerRow && t('roster.map.row', { row: headerRow })].filter(Boolean).join(' · ')}
                </legend>
                {headers.map(({ header, column, samples = [] }, index) => (
                  <SelectField
                    // biome-ignore lint/suspicious/noArrayIndexKey: two headers may have the same words
                    key={index}
                    name={`${sheet}-${index}`}
                    label={header}
                    {...(samples.length > 0 && { hint: t('roster.map.samples', { samples: samples.join('、') }) })}
                    value={column ?? ''}
                    empty={t('roster.map.ignore')}
                    options={rosterColumns.map((each) => ({ value: each.column, label: each.name }))}
                  />
                ))}
              </fieldset>
            ))}
          </ActionForm>
        )}
      </QueryResult>
    </section>
  )
}

const wordsOf = (headers: SheetHeaders['headers']): string => headers.map(({ header }) => header).join('|')
