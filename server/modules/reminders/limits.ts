/** How many reminders an inbox shows at most, the newest first. */
export const mostReminders = 100

/** How many sounds an hour somebody can choose at most, and how many are made where nothing is chosen. */
export const mostSounds = 60
export const usualSounds = 6

/** How many absences to come one person has at most. */
export const mostAbsences = 20

/** How many colleagues are offered as deputies at most. */
export const mostColleagues = 200
