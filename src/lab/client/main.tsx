import { render } from "preact";
import { App } from "./app.tsx";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "katex/dist/katex.min.css";
import "./style/base.css";
import "./style/home.css";
import "./style/lesson.css";
import "./style/cells.css";
import "./style/outputs.css";
import "./style/code.css";
import "./style/editor.css";

const root = document.querySelector("#app");
if (!root) throw new Error("index.html has lost its #app element");
render(<App />, root);

// A page brought back by the back button has lost its connections.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
