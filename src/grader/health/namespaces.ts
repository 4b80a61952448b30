import { existsSync, readFileSync } from "node:fs";

/** What an administrator can do about a kernel that keeps its namespaces from users, as the end of a sentence. */
export function howToAllowNamespaces(): string {
  const settings = [
    { file: "/proc/sys/user/max_user_namespaces", bad: "0", mend: "sysctl user.max_user_namespaces=15000" },
    {
      file: "/proc/sys/kernel/unprivileged_userns_clone",
      bad: "0",
      mend: "sysctl kernel.unprivileged_userns_clone=1",
    },
    {
      // Ubuntu since 23.10: AppArmor lets only programs with a profile have them.
      file: "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
      bad: "1",
      mend: "sysctl kernel.apparmor_restrict_unprivileged_userns=0, or give bwrap an AppArmor profile with userns",
    },
  ];
  const found = settings.filter(({ file, bad }) => read(file) === bad).map(({ mend }) => mend);
  if (found.length > 0) return `as root, ${found.join("; ")}.`;
  return existsSync("/.dockerenv") || existsSync("/run/.containerenv")
    ? "start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined."
    : "let this user make user namespaces; in a container, allow the system call unshare.";
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    // Other kernels do not have the setting, so it does not stand in the way.
    return null;
  }
}
