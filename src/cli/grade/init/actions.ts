import type { Made } from "../init.ts";

const workflowPath = ".github/workflows/grade.yml";
const tarballPath = ".github/paxoslab/paxoslab.tgz";
const readmePath = ".github/paxoslab/README.md";

/** A workflow of GitHub Actions that grades what is checked out. */
export const actions = {
  places: [workflowPath, tarballPath, readmePath],

  make(tarball: Uint8Array, exercises: readonly string[]): readonly Made[] {
    return [
      { path: workflowPath, content: workflow(exercises) },
      { path: tarballPath, content: tarball },
      { path: readmePath, content: readme },
    ];
  },
} as const;

const workflow = (
  exercises: readonly string[],
): string => `# Written by paxoslab grade --init actions; ${readmePath} says what to set.
name: grade

on:
  push:
  workflow_dispatch:

permissions:
  contents: read

env:
  # One submission. In a repository of the course: the folder of all submissions, and HOW empty.
  SUBMISSIONS: .
  HOW: --single
  EXERCISES: ${exercises.length === 0 ? '""' : `--exercise ${exercises.join(" ")}`}

jobs:
  grade:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    defaults:
      run:
        # Outside of the checkout: no settings of a submission are read.
        working-directory: \${{ runner.temp }}
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      - name: Walls around submissions
        run: |
          sudo apt-get update
          sudo apt-get install -y --no-install-recommends bubblewrap
          # Ubuntu 24.04 keeps namespaces from programs without a profile of their own.
          sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
      - name: Install the grader
        run: |
          npm install --prefix grader --omit=dev --ignore-scripts --no-audit --no-fund "$GITHUB_WORKSPACE/${tarballPath}"
          echo "$PWD/grader/node_modules/.bin" >> "$GITHUB_PATH"
      - name: Say what this machine can do
        run: paxoslab doctor
      - name: Grade
        env:
          SECRET: \${{ secrets.PAXOSLAB_SEED }}
        run: |
          # Other questions for every commit, the same when it is graded again; the secret cannot be told from the seed.
          seed=()
          if [ -n "$SECRET" ]; then
            seed=(--seed "$((16#$(printf '%s %s' "$SECRET" "$GITHUB_SHA" | sha256sum | cut -c1-7)))")
          fi
          paxoslab grade "$GITHUB_WORKSPACE/$SUBMISSIONS" $HOW $EXERCISES "\${seed[@]}" --format json --out grades/grades.json
      - name: Report
        run: |
          paxoslab grade --from grades/grades.json --format markdown >> "$GITHUB_STEP_SUMMARY"
          paxoslab grade --from grades/grades.json --format junit --out grades/junit.xml
          paxoslab grade --from grades/grades.json --format html --out grades/pages
      - uses: actions/upload-artifact@v5
        with:
          name: grades
          path: \${{ runner.temp }}/grades
`;

const readme = `# Grading by GitHub Actions

\`${workflowPath}\` grades what is checked out, at every push. Points and sentences stand in the summary of the run; the artifact
\`grades\` has them as JSON, JUnit XML and pages with diagrams.

- Set the repository secret \`PAXOSLAB_SEED\` to any long random text (for an organisation once, for all repositories): the questions then depend
  on it and on the commit, so every commit is asked others, and grading a commit again gives the same. Without it they are
  drawn anew in every run. The report names the seed, from which the secret cannot be told.
- \`EXERCISES\` at the top of the workflow says what is graded.
- Submissions run behind bubblewrap. \`paxoslab doctor\` stops the job where that does not work.
- **In a repository that students can push to this is feedback and no mark**: whoever can push can change the workflow, this
  tarball, and what they print. For marks let it run in a repository of the course, over a folder of submissions: set
  \`SUBMISSIONS: submissions\` and \`HOW: ""\`.
- \`paxoslab.tgz\` is the grader as packed by npm; to renew it, delete it with the workflow and run \`paxoslab grade --init actions .\`
  again.
`;
