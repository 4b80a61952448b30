/** Later than this an answer only startles, in milliseconds; and a kernel may never answer. */
const patience = 2000;

/**
 * Asks one question at a time. Of those that come up meanwhile only the last is asked: for the others, as for those
 * that fail or take too long, the answer is null.
 */
export function latestOnly(): <T>(ask: () => Promise<T>) => Promise<T | null> {
  let turn: Promise<unknown> = Promise.resolve();
  let latest = 0;
  return async (ask) => {
    latest += 1;
    const mine = latest;
    await turn;
    if (mine !== latest) return null;
    const answer = Promise.race([orNull(ask()), tooLate()]);
    turn = answer;
    return answer;
  };
}

/** Questions fail when the kernel is restarted or lost, which the page shows elsewhere. */
function orNull<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch(() => null);
}

async function tooLate(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), patience);
  });
}
