/** How many cells are saved at once: 500 people in a year of months. */
export const cellsMost = 6000
