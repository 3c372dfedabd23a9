/** Where the rail gives way to the bar at the bottom. */
export const phone = '(max-width: 700px)'
