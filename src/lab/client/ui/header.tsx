import type { ComponentChildren } from "preact";
import { Link } from "./link.tsx";

/** The band at the top of every place: the lab's name, and what belongs to the place. */
export function Header({ children }: { readonly children?: ComponentChildren }) {
  return (
    <header class="top">
      <Link to="/" class="brand">
        <Mark />
        <span>Paxos Lab</span>
      </Link>
      {children}
    </header>
  );
}

/** Three lanes and the messages between them. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="lane" d="M4 8h24M4 16h24M4 24h24" />
      <path class="message" d="M8 8l8 8M16 16l8-8M8 8l16 16" />
      <circle cx="8" cy="8" r="2.6" />
      <circle cx="16" cy="16" r="2.6" />
      <circle cx="24" cy="8" r="2.6" />
      <circle cx="24" cy="24" r="2.6" />
    </svg>
  );
}
