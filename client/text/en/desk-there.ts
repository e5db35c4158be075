/** Words for who of the squad was at a door. */
export const there = {
  who: 'Who was there',
  comma: ', ',
  correct: 'Correct who was there',
  save: 'Save who was there',
  saved: 'Who was there is corrected',
  outside: 'The visit ended outside the campaign’s days ({{from}} to {{to}}): it is kept but does not count.',
}
