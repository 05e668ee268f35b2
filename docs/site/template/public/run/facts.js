// What is said before anything is loaded. Building the site writes this file anew.

/** The size of the engine; 0 where nobody knows. */
export const bytes = 0;

/** The seconds that each code cell took in a browser, by the notebook's path. */
export const seconds = {};
