import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { useUndo } from '#client/desk/useUndo.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { ReplyTemplatesDocument, SetReplyTemplatesDocument } from '#client/modules/issues/template-documents.ts'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { type Column, Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory, ReplyTemplateFieldsFragment, ReplyTemplateInput } from '#codegen/graph/graphql.ts'

type Template = Pick<ReplyTemplateFieldsFragment, 'category' | 'title' | 'text'>

/** The texts with which issues are answered, by category. */
export function TemplatesPart({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: ReplyTemplatesDocument })
  const columns = useColumns(viewer)
  return (
    <section className="ui-part">
      <header className="ui-part-head">
        <h2>{t('templates.title')}</h2>
        <p className="ui-note">{t('templates.note')}</p>
        {may(viewer.role, 'setReplyTemplates') && <TemplateDialog />}
      </header>
      <QueryResult result={result} retry={again}>
        {({ replyTemplates }) =>
          replyTemplates.length === 0 ? (
            <EmptyNote>{t('templates.none')}</EmptyNote>
          ) : (
            <div className="ui-list">
              <Table caption={t('templates.title')} rows={replyTemplates} rowKey={({ id }) => id} columns={columns} />
            </div>
          )
        }
      </QueryResult>
    </section>
  )
}

function useColumns(viewer: Viewer): Column<ReplyTemplateFieldsFragment>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    { head: t('issues.category'), cell: ({ category }) => common(`IssueCategory.${category}`) },
    { head: t('templates.name'), cell: ({ title }) => title },
    { head: t('templates.text'), cell: ({ text }) => text },
    ...(may(viewer.role, 'setReplyTemplates')
      ? [{ head: '', cell: (row: ReplyTemplateFieldsFragment) => <TemplateDialog template={row} /> }]
      : []),
  ]
}

/** Changes templates, and says so with a way to take it back: `before` is what stood there under the same titles. */
function useSetTemplates() {
  const { t } = useTranslation('desk')
  const say = useToast()
  const undo = useUndo()
  const set = useChange(SetReplyTemplatesDocument)
  return async (templates: ReplyTemplateInput[], before: ReplyTemplateInput[]) => {
    const { failure } = await set({ templates })
    if (failure) return failure
    say(t('setUp.saved', { name: templates.at(-1)!.title }), { undo: () => void undo(set({ templates: before })) })
    return null
  }
}

/** The template of that name in the category, without its text: so it is removed. */
const without = ({ category, title }: Template): ReplyTemplateInput => ({ category, title })

/** The button and the form that make a template, or change or remove one. */
function TemplateDialog({ template }: { template?: ReplyTemplateFieldsFragment }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [{ data }] = useQuery({ query: ReplyTemplatesDocument, pause: Boolean(template) })
  const say = useToast()
  const set = useSetTemplates()
  const old = template && { category: template.category, title: template.title, text: template.text }
  const save = (made: Template) => {
    const same = ({ category, title }: Template) => category === made.category && title === made.title
    if (old && same(old)) return set([made], [old])
    if (old) return set([without(old), made], [without(made), old])
    if (data?.replyTemplates.some(same)) return { message: t('templates.taken'), field: 'title' }
    return set([made], [without(made)])
  }
  const remove = async (removed: Template) => {
    const refusal = await set([without(removed)], [removed])
    if (refusal) say(refusal.message || common('offline'), { isAlert: true })
    return !refusal
  }
  return (
    <DialogButton
      label={template ? common('edit') : t('templates.add')}
      title={template ? t('templates.of', { name: template.title }) : t('templates.add')}
      small
    >
      {(close) => (
        <ActionForm
          submit={common('save')}
          draft={`template ${template?.id ?? ''}`}
          onCancel={close}
          onSubmit={async (form) => {
            const refusal = await save({
              category: neededText(form, 'category') as IssueCategory,
              title: neededText(form, 'title'),
              text: neededText(form, 'text'),
            })
            if (!refusal) close()
            return refusal
          }}
          actions={
            old && (
              <Button tone="danger" onPress={() => void remove(old).then((isDone) => isDone && close())}>
                {t('templates.remove')}
              </Button>
            )
          }
        >
          <SelectField
            label={t('issues.category')}
            name="category"
            value={template?.category}
            options={enums.IssueCategory.map((value) => ({ value, label: common(`IssueCategory.${value}`) }))}
          />
          <TextField label={t('templates.name')} name="title" value={template?.title} required maxLength={50} />
          <AreaField
            label={t('templates.text')}
            name="text"
            value={template?.text}
            rows={5}
            required
            maxLength={2000}
            hint={t('templates.textHint')}
          />
        </ActionForm>
      )}
    </DialogButton>
  )
}
