/** Words of the desk’s page of the union. */
export const unions = {
  name: 'Full name of the union',
  shortName: 'Short name',
  district: 'District',
  edit: 'Change the names of the union',
  saved: 'The names of the union are saved.',
}
