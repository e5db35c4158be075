import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import type { IssueCategory } from '#codegen/graph/graphql.ts'
import { ReplyTemplatesDocument } from './template-documents.ts'

/** A menu of the templates of a category. The one that is chosen stands behind what the field of the form has already. */
export function TemplateMenu({ category, field }: { category: IssueCategory; field: string }) {
  const { t } = useTranslation('desk')
  const [typed, set] = useFormValue(field, '')
  const [{ data }] = useQuery({ query: ReplyTemplatesDocument })
  const templates = data?.replyTemplates.filter((template) => template.category === category) ?? []
  if (templates.length === 0) return null
  const use = (text: string) => set(typed.trim() ? `${typed.trimEnd()}\n${text}` : text)
  return (
    <div className="ui-actions">
      <MenuButton
        label={t('templates.use')}
        small
        entries={templates.map(({ id, title, text }) => ({ key: id, label: title, note: text, act: () => use(text) }))}
      />
    </div>
  )
}
