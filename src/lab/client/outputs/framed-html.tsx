import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface FrameMessage {
  readonly ready?: boolean;
  readonly height?: number;
}

/** HTML with scripts, in a frame whose origin is its own: it can draw, and reach nothing of the lab. */
export function FramedHtml({ html }: { readonly html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(80);
  const show = () => frame.current?.contentWindow?.postMessage({ html }, "*");
  // Before the frame can be there: a fast frame must not say that it is ready to nobody.
  useLayoutEffect(() => {
    const hear = (event: MessageEvent<FrameMessage>) => {
      const target = frame.current?.contentWindow;
      if (!target || event.source !== target) return;
      if (event.data.ready) show();
      if (typeof event.data.height === "number") setHeight(Math.min(Math.ceil(event.data.height), 4000));
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [html]);
  return (
    <iframe
      ref={frame}
      class="framed"
      key={html}
      src="/lab/frame"
      onLoad={show}
      sandbox="allow-scripts"
      title="Output drawn by the cell"
      style={{ height: `${height}px` }}
    />
  );
}
