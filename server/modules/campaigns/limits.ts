/** How many places a campaign's list can have: the wall shows all of them. */
export const mostPlaces = 500

/** How many campaigns a union can have. */
export const mostCampaigns = 100

/** How often a campaign can be closed. */
export const mostClosings = 20
