import {
  KernelAPI,
  KernelConnection,
  ServerConnection,
  type Kernel,
  type KernelMessage,
} from "@jupyterlab/services";

/** JupyterLab's own client, as JupyterLab or VS Code would point it at the lab: address and token, no page. */
export function serverSettings(url: URL): ServerConnection.ISettings {
  return ServerConnection.makeSettings({
    baseUrl: `${url.origin}/`,
    wsUrl: `ws://${url.host}/`,
    token: url.searchParams.get("token") ?? "",
    appendToken: true,
  });
}

export async function startKernel(url: URL, name: string): Promise<Kernel.IKernelConnection> {
  const settings = serverSettings(url);
  const model = await KernelAPI.startNew({ name }, settings);
  return new KernelConnection({ model, serverSettings: settings });
}

/** Runs code and gives the plain text of its result; throws what the code threw. */
export async function evaluate(kernel: Kernel.IKernelConnection, code: string): Promise<string> {
  const future = kernel.requestExecute({ code });
  let text = "";
  future.onIOPub = (message) => {
    if (message.header.msg_type !== "execute_result") return;
    const { data } = (message as KernelMessage.IExecuteResultMsg).content;
    text = data["text/plain"] as string;
  };
  const { content } = await future.done;
  if (content.status === "error") throw new Error(`${content.ename}: ${content.evalue}`);
  return text;
}

/** Waits for the kernel's next message of a type. */
export async function publishes(kernel: Kernel.IKernelConnection, type: string): Promise<void> {
  await new Promise<void>((resolve) => {
    kernel.iopubMessage.connect((_, message) => {
      if (message.header.msg_type === type) resolve();
    });
  });
}
