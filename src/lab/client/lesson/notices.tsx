import type { ComponentChildren } from "preact";
import type { LessonModel } from "../model/lesson.ts";

/** What the learner must know now: what happened, that nothing is lost, and what to do. */
export function Notices({ model }: { readonly model: LessonModel }) {
  return (
    <div class="notices" aria-live="polite">
      <KernelNotice model={model} />
      <SaveNotice model={model} />
      <TabsNotice model={model} />
      <StrayNotice model={model} />
      {model.lessonChanged && (
        <Notice>
          The course was updated after you began this lesson, so you see your copy of the older text. “Reset
          lesson” brings the new one.
        </Notice>
      )}
      {model.message.value !== null && (
        <Notice>
          {model.message.value}
          <Action label="Close" act={() => (model.message.value = null)} />
        </Notice>
      )}
    </div>
  );
}

function KernelNotice({ model }: { readonly model: LessonModel }) {
  const { link } = model.runner;
  if (link.status.value === "dead") {
    return (
      <Notice tone="warning">
        The kernel died; your text and outputs are safe. Its variables are gone, so run the cells again after
        a restart.
        <Action label="Restart kernel" act={() => void model.runner.restart()} />
      </Notice>
    );
  }
  if (link.status.value !== "lost") return null;
  return (
    <Notice tone="warning">
      The connection to the lab is lost. Your text is kept in this browser, and the page reconnects by itself;
      if you stopped the lab, start it again with <code>npx paxoslab lab</code> and open the address it
      prints.
    </Notice>
  );
}

function SaveNotice({ model }: { readonly model: LessonModel }) {
  const state = model.saver.state.value;
  if (state.kind === "failed" && model.runner.link.status.value !== "lost") {
    return (
      <Notice tone="warning">
        Your work could not be saved on the server: {state.message} It is kept in this browser, and saving is
        tried again every few seconds.
      </Notice>
    );
  }
  if (state.kind !== "conflict") return null;
  return (
    <Notice tone="warning">
      Another tab saved this lesson while you changed it here, so there are two versions. Which one is to
      stay?
      <Action label="Take the other tab’s" act={() => model.takeOthers()} />
      <Action label="Keep mine" act={() => void model.saver.keepMine()} />
    </Notice>
  );
}

function TabsNotice({ model }: { readonly model: LessonModel }) {
  if (model.tabs.others.value.size === 0) return null;
  return (
    <Notice>
      This lesson is open in another tab, too. Both share one kernel and one copy: edit in one of them, and
      close the other.
    </Notice>
  );
}

function StrayNotice({ model }: { readonly model: LessonModel }) {
  if (model.stray.value === null) return null;
  return (
    <Notice tone="warning">
      This browser still holds text of yours that was never saved, and the saved copy has changed since.
      <Action label="Use the unsaved text" act={() => model.useStray()} />
      <Action label="Discard it" act={() => model.dropStray()} />
    </Notice>
  );
}

interface NoticeProps {
  readonly tone?: "warning";
  readonly children: ComponentChildren;
}

function Notice({ tone, children }: NoticeProps) {
  return <div class={`notice ${tone ?? "plain"}`}>{children}</div>;
}

function Action({ label, act }: { readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" class="button" onClick={act}>
      {label}
    </button>
  );
}
