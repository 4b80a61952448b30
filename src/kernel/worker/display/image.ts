import { types } from "node:util";
import { encodePng } from "./png.ts";

/** Larger pictures are described, not sent: notebooks keep what they show. In bytes. */
const sizeLimit = 8 * 2 ** 20;

/** Pixels as a canvas has them: red, green, blue and opacity, a byte each, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** How files of each format begin; undefined stands for any byte. */
const beginnings: readonly { readonly mime: string; readonly bytes: readonly (number | undefined)[] }[] = [
  { mime: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { mime: "image/gif", bytes: [...Buffer.from("GIF8")] },
  {
    mime: "image/webp",
    bytes: [...Buffer.from("RIFF"), undefined, undefined, undefined, undefined, ...Buffer.from("WEBP")],
  },
];

/** The MIME bundle of a picture, if the value is one: bytes of an image file, a blob of them, or pixels. */
export function pictureOf(value: unknown): Picture | Promise<Picture | undefined> | undefined {
  if (types.isProxy(value)) return undefined;
  if (value instanceof Blob) return value.size <= sizeLimit ? pictureInBlob(value) : undefined;
  const bytes = bytesOf(value);
  if (bytes) return pictureInBytes(bytes);
  return isPixels(value) ? pictureInBytes(encodePng(value)) : undefined;
}

export type Picture = Readonly<Record<string, string>>;

async function pictureInBlob(blob: Blob): Promise<Picture | undefined> {
  return pictureInBytes(new Uint8Array(await blob.arrayBuffer()));
}

function pictureInBytes(bytes: Uint8Array): Picture | undefined {
  const mime = mimeOf(bytes);
  if (mime === undefined) return undefined;
  const name = mime.replace(/^image\/|\+xml$/g, "").toUpperCase();
  const size = `${bytes.length.toLocaleString("en")} bytes`;
  if (bytes.length > sizeLimit) {
    return { "text/plain": `${name} image, too large to be shown (${size})` };
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const encoded = buffer.toString(mime === svg ? "utf8" : "base64");
  return { [mime]: encoded, "text/plain": `${name} image (${size})` };
}

const svg = "image/svg+xml";

function mimeOf(bytes: Uint8Array): string | undefined {
  const found = beginnings.find((each) =>
    each.bytes.every((byte, index) => byte === undefined || byte === bytes[index]),
  );
  if (found) return found.mime;
  const beginning = new TextDecoder().decode(bytes.subarray(0, 1_000));
  return /^\s*(<\?xml[^>]*>\s*|<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i.test(beginning)
    ? svg
    : undefined;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

function isPixels(value: unknown): value is Pixels {
  if (typeof value !== "object" || value === null) return false;
  if (!("width" in value && "height" in value && "data" in value)) return false;
  const { width, height, data } = value;
  const isBytes = data instanceof Uint8ClampedArray || data instanceof Uint8Array;
  if (!isBytes || !Number.isInteger(width) || !Number.isInteger(height)) return false;
  return data.length > 0 && data.length === Number(width) * Number(height) * 4;
}
