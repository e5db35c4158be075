/** Words of the desk’s pages of the unions. */
export const unions = {
  name: 'Full name of the union',
  shortName: 'Short name',
  district: 'District',
  papers: 'Papers of a resumption',
  papersAsked: 'Asked for, and recorded',
  papersNotAsked: 'Not asked for',
  edit: 'Change the names of the union',
  saved: 'The names of the union are saved.',
  about: 'The unions of the district. Choose one, and the pages show its enterprises, visits and issues.',
  create: 'New union of a sub-district',
  firstAccount: 'The first account of its command centre, which makes the others:',
  none: 'There is no union of a sub-district yet. Make the first one, and you see its work.',
  shown: 'Which one to see',
  isShown: 'You see it now',
  show: 'See this union',
  choose: 'Choose a union: ',
}
