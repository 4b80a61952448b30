/** Between two keystrokes of somebody who is typing there are at most so many milliseconds. */
const pause = 1000;

let lastInput: Event | undefined;

// CodeMirror's editors and plain text fields alike say so when text is typed into them.
addEventListener("beforeinput", (event) => (lastInput = event), { capture: true, passive: true });

/** Is the learner in the middle of typing, and not into this part of the page? Then nothing may take the focus. */
export function isTypingOutside(part: Element | null): boolean {
  if (!lastInput || performance.now() - lastInput.timeStamp > pause) return false;
  return !(lastInput.target instanceof Node && part?.contains(lastInput.target));
}
