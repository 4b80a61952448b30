/** The cartesian build of plotly.js has the same interface as the whole library, and brings no types. */
declare module "plotly.js-cartesian-dist-min" {
  import * as Plotly from "plotly.js";
  export default Plotly;
}
