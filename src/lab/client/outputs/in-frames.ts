/**
 * Collects items and hands them over once a frame, so that a flood of messages costs one redraw a frame.
 * Hidden pages get no frames, hence the timer.
 */
export function inFrames<T>(handle: (items: readonly T[]) => void): (item: T) => void {
  let waiting: T[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    handle(items);
  };
  return (item) => {
    waiting.push(item);
    if (waiting.length > 1) return;
    if (document.hidden) setTimeout(flush, 100);
    else requestAnimationFrame(flush);
    // A page hidden between the request and the frame would otherwise keep the items.
    setTimeout(flush, 400);
  };
}
