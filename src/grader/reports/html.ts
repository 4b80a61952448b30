import { escapeHtml } from "../../figures/index.ts";
import { catalogued, verdictHtml } from "../../judge/index.ts";
import { isolationsOf, pointsOf, problemOf, type ClassReport, type Grade } from "../class/report.ts";
import { summaries, type ExerciseSummary } from "../class/summary.ts";
import { bandsOf } from "./bands.ts";

export interface Page {
  readonly name: string;
  readonly text: string;
}

/** `index.html` for whoever teaches, and a page of feedback for each student. */
export function html(report: ClassReport): readonly Page[] {
  const students = [...new Set(report.grades.map(({ student }) => student))];
  const names = fileNames(students);
  const feedback = students.map((student): Page => {
    const grades = report.grades.filter((grade) => grade.student === student);
    return { name: names.get(student)!, text: page(student, grades.map(feedbackOn).join("")) };
  });
  return [{ name: "index.html", text: page("Grades", overview(report, students, names)) }, ...feedback];
}

function feedbackOn(grade: Grade): string {
  const { exercise, result } = grade;
  const title = `<h2>${escapeHtml(catalogued(exercise).title)}</h2>`;
  if (result.kind === "judged") {
    return `${title}${verdictHtml(result.verdict)}<p class="small">Seed ${result.verdict.seed}; isolation: ${result.isolation.kind}.</p>`;
  }
  return `${title}<p>0 of ${grade.of} points. ${escapeHtml(problemOf(grade)!)}</p>`;
}

function overview(
  report: ClassReport,
  students: readonly string[],
  names: ReadonlyMap<string, string>,
): string {
  const { exercises, grades } = report;
  const head = ["Student", ...exercises.map((slug) => catalogued(slug).title), "Points"];
  const rows = students.map((student) => {
    const mine = exercises.map((slug) =>
      grades.find((one) => one.student === student && one.exercise === slug),
    );
    const sum = mine.reduce((total, grade) => total + (grade === undefined ? 0 : pointsOf(grade)), 0);
    const link = `<a href="${encodeURIComponent(names.get(student)!)}">${escapeHtml(student)}</a>`;
    return `<tr><th scope="row">${link}</th>${mine.map(points).join("")}<td class="number">${sum}</td></tr>`;
  });
  return (
    `<p>${students.length} submissions, seed ${report.seed}, isolation: ${isolationsOf(report).join(", ") || "none was run"}.</p>` +
    summaries(report).map(exerciseHtml).join("") +
    `<h2>Students</h2><table><thead><tr>${head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table>` +
    `<p class="small">A star: not judged case by case; the student's page says why.</p>`
  );
}

function points(grade: Grade | undefined): string {
  if (grade === undefined || grade.result.kind === "not handed in") return `<td class="number">–</td>`;
  const problem = problemOf(grade);
  const title = problem === null ? "" : ` title="${escapeHtml(problem)}"`;
  return `<td class="number"${title}>${pointsOf(grade)} of ${grade.of}${problem === null ? "" : " *"}</td>`;
}

function exerciseHtml(summary: ExerciseSummary): string {
  const { exercise, students, passed, notHandedIn, meanPoints, of, distribution, cases, ideas } = summary;
  const bands = bandsOf(distribution);
  const most = Math.max(1, ...bands.map(({ students }) => students));
  const rows = bands.map(({ points, students }) => bar(points, students / most, String(students)));
  const hard = cases.map((one) => bar(one.name, one.passed / one.judged, `${one.passed} of ${one.judged}`));
  const wrong = ideas.map(
    ({ name, students }) =>
      `<li>${escapeHtml(name)}: ${students.length} (${escapeHtml(students.join(", "))})</li>`,
  );
  return (
    `<h2>${escapeHtml(catalogued(exercise).title)}</h2>` +
    `<p>${passed} of ${students} have all ${of} points; ${notHandedIn} handed in nothing; ${meanPoints.toFixed(1)} points on average of those who did.</p>` +
    `<h3>How many have so many points</h3><table class="bars">${rows.join("")}</table>` +
    (hard.length === 0
      ? ""
      : `<h3>How many got each thing right, the hardest first</h3><table class="bars">${hard.join("")}</table>`) +
    (wrong.length === 0 ? "" : `<h3>Solutions that behave as one that …</h3><ul>${wrong.join("")}</ul>`)
  );
}

const bar = (label: string, share: number, said: string): string =>
  `<tr><th scope="row">${escapeHtml(label)}</th><td><span class="bar" style="width:${(share * 100).toFixed(1)}%"` +
  ` aria-hidden="true"></span><span class="count">${said}</span></td></tr>`;

/** Names of students make names of files that any system takes; two that come out alike are told apart. */
function fileNames(students: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(["index"]);
  return new Map(
    students.map((student) => {
      const plain =
        Array.from(student.normalize("NFKC").replace(/[^\p{L}\p{M}\p{N}.-]+/gu, "-"))
          .slice(0, 50)
          .join("")
          .replace(/^[.-]+|[.-]+$/g, "") || "student";
      const first = isDevice(plain) ? `student-${plain}` : plain;
      let name = first;
      for (let nth = 2; taken.has(name.toLowerCase()); nth++) name = `${first}-${nth}`;
      taken.add(name.toLowerCase());
      return [student, `${name}.html`];
    }),
  );
}

/** Of Windows: no file can be called so. */
const isDevice = (name: string): boolean => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);

const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escapeHtml(title)}</title><style>${style}</style></head>` +
  `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`;

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.2rem; border-bottom: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .7rem; text-align: left; font-weight: normal; border-bottom: 1px solid color-mix(in srgb, CanvasText 12%, Canvas); }
thead th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.bars { width: 100%; }
.bars th { width: 45%; }
.bar { display: inline-block; height: .8em; max-width: 75%; background: #0072b2; vertical-align: middle; margin-right: .6em; }
.small { opacity: .7; font-size: .85rem; }
`.replaceAll("\n", " ");
