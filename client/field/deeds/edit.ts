import type { ChecksDraft } from '#client/field/screens/ChecklistSection.tsx'
import type { FinishDraft } from '#client/field/screens/EndSection.tsx'
import type { IssueDraft } from '#client/field/screens/IssueSection.tsx'
import type { FormName } from '#client/field/screens/work.tsx'
import type { Entry } from '#client/field/store/entry.ts'
import { type NotesDraft, noteDraft } from './notes.ts'

type Edit = { form: FormName; draft: NotesDraft | ChecksDraft | FinishDraft | IssueDraft | { reason: string } }

/** What was typed into an entry, as its form holds it; null for what has no form. */
export function editOf(entry: Entry): Edit | null {
  switch (entry.mutation) {
    case 'completeStep': {
      const { step, gist, notes } = entry.input
      return { form: step, draft: { gist: gist ?? '', notes: (notes ?? []).map(noteDraft) } }
    }
    case 'recordChecklist': {
      const answers = entry.input.checks.map(({ item, answer, fixBy, note }) => [
        item,
        { answer, fixBy: fixBy ?? '', note: note ?? '' },
      ])
      return { form: 'checks', draft: { answers: Object.fromEntries(answers) } }
    }
    case 'finishVisit': {
      const { outcome, followUp, followUpOn } = entry.input
      return { form: 'finish', draft: { outcome, followUp: followUp ?? '', followUpOn: followUpOn ?? '' } }
    }
    case 'skipVisit':
      return { form: 'skip', draft: { reason: entry.input.reason } }
    case 'openIssue': {
      const { kind, category, severity, title, evidence, saidBy } = entry.input
      return {
        form: 'issue',
        draft: { kind, category, severity, title, evidence: evidence ?? '', saidBy: saidBy ?? '' },
      }
    }
    case 'arriveVisit':
    case 'planVisit':
    case 'carryOverVisits':
      return null
  }
}

/** Everything that was typed into an entry, line by line: it can be read, and copied, whatever becomes of it. */
export function typedIn(entry: Entry): string[] {
  switch (entry.mutation) {
    case 'completeStep':
      return [
        entry.input.gist,
        ...(entry.input.notes ?? []).map(({ text, saidBy, secondSource, responsible, dueOn }) =>
          [text, saidBy, secondSource, responsible, dueOn].filter(Boolean).join(' · '),
        ),
      ].filter((line) => line != null && line !== '') as string[]
    case 'recordChecklist':
      return entry.input.checks.flatMap(({ note }) => note || [])
    case 'finishVisit':
      return [entry.input.followUp].flatMap((line) => line || [])
    case 'skipVisit':
      return [entry.input.reason]
    case 'openIssue':
      return [entry.input.title, entry.input.evidence, entry.input.saidBy].flatMap((line) => line || [])
    default:
      return []
  }
}
