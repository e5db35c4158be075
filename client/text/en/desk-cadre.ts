/** Words of the page of a zone’s cadre. */
export const cadre = {
  asOf: 'As of {{at}}',
  resumed: 'Resumed work',
  visited: 'Visited of the list',
  openIssues: 'Open issues',
  ofEnterprises: 'of {{count}} enterprises',
  ofListed: 'of {{count}} on the list',
  noneListed: 'No enterprise of the zone is on the list yet',
  ofZone: 'Raised by enterprises of the zone and not closed',
  empty: 'No enterprise is registered in this zone yet. Its figures appear once there is one.',
  none: 'Your account has no zone yet. Ask the union.',
  zone: 'Zone',
}
