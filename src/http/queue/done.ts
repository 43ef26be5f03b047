/** What was done to the record before this one, told above the list one goes on with. */
export interface Done {
  words: string;
  /** What it was done to; '' where that is not said. */
  id: string;
  url: string;
  label: string;
  /** How it is undone, where that is worth saying. */
  undo: string;
}
