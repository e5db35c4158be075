/** Words for the corrections of a resumption and for its papers. */
export const resumption = {
  correct: 'Correct the resumption',
  change: 'Which change',
  what: 'What is right',
  never: 'It never happened',
  other: 'Something else',
  hint: 'The enterprise, the figures and the trend follow; what was recorded is kept.',
  corrected: 'The resumption is corrected',
  was: 'Recorded before: {{on}} {{state}} ({{reason}})',
  papers: 'Papers of the resumption',
  editPapers: 'Record papers',
  papersSaved: 'The papers are recorded',
  toCome: 'Not handed in',
  ask: 'Keep a list of papers',
  askNoMore: 'Keep no list of papers',
  asked: 'Each enterprise now has a list of the papers of its resumption',
  askedNoMore: 'The lists of papers are hidden; what was recorded is kept',
}
