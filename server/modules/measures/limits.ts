/** How many issues one measure can be for. */
export const mostIssues = 20

/** How many measures of one issue or one visit are shown. A visit has at most as many as TREAT can have notes. */
export const mostShown = 50

/** How many measures that worked are named for each category. */
export const mostNamed = 5

/** How many measures that worked are named with one enterprise. */
export const mostForEnterprise = 20

/** From how many issues on it is said how fast a measure worked: the middle of fewer says nothing. */
export const fewest = 5
