/** What people hand in: only the named regular files are taken, and whatever is odd is told in a sentence. */
export { NoSuchPath, submissionsIn, type Found } from "./class.ts";
export { tagOf } from "./notebook.ts";
export { readSubmission, type HandedIn } from "./read-submission.ts";
