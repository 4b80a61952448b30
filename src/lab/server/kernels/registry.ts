import {
  findKernelSpec,
  findKernelSpecs,
  KernelNotFoundError,
  startKernel,
  type KernelSpec,
} from "../../../kernel/client/index.ts";
import { notFound, ProblemError } from "../problem.ts";
import { KernelRoom } from "./room.ts";

export interface RegistryOptions {
  /** The folder kernels run in: where the lessons are, so that their imports resolve. */
  readonly folder: string;
  /** The kernel given to whoever names none. */
  readonly defaultName: string;
  /** What kernels find in their environment besides what there is. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Every kernel this server started, by id. */
export class KernelRegistry {
  readonly defaultName: string;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #rooms = new Map<string, KernelRoom>();
  #isClosed = false;

  constructor(options: RegistryOptions) {
    this.#folder = options.folder;
    this.#env = options.env ?? {};
    this.defaultName = options.defaultName;
  }

  specs(): Promise<readonly KernelSpec[]> {
    return findKernelSpecs();
  }

  list(): readonly KernelRoom[] {
    return [...this.#rooms.values()];
  }

  has(id: string): boolean {
    return this.#rooms.has(id);
  }

  /** @throws ProblemError 404 */
  get(id: string): KernelRoom {
    const room = this.#rooms.get(id);
    if (!room) throw notFound(`The kernel ${id}`);
    return room;
  }

  /** @throws ProblemError 404 for an unknown name, 500 if it will not start. */
  async start(name = this.defaultName): Promise<KernelRoom> {
    const spec = await specNamed(name);
    const kernel = await startKernel(spec, { cwd: this.#folder, env: this.#env });
    if (this.#isClosed) {
      await kernel.shutdown();
      throw new ProblemError(503, "The lab is being stopped.");
    }
    const room = new KernelRoom(kernel);
    this.#rooms.set(room.id, room);
    return room;
  }

  async stop(id: string): Promise<void> {
    const room = this.get(id);
    this.#rooms.delete(id);
    await room.shutdown();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.list().map((room) => room.shutdown()));
    this.#rooms.clear();
  }
}

async function specNamed(name: string): Promise<KernelSpec> {
  try {
    return await findKernelSpec(name);
  } catch (error) {
    if (error instanceof KernelNotFoundError) throw new ProblemError(404, error.message);
    throw error;
  }
}
