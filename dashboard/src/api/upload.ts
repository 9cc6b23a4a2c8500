// Documents to the API: in batches that fit into a call (100 documents, 4 MiB of JSON).

import { ApiError } from "./errors";
import { post } from "./http";

export const LARGEST = 3_000_000; // bytes of a file; base64 makes four out of three
const BATCH_DOCUMENTS = 100;
const BATCH_BYTES = 3_000_000;

export interface Chosen {
  readonly path: string;
  readonly file: File;
}

export function chosenFrom(files: Iterable<File>): Chosen[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

// Uploads files and tells after each batch how many are stored; throws ApiError.
export async function upload(workspace: string, files: readonly Chosen[], stored: (count: number) => void): Promise<void> {
  let done = 0;
  for (const batch of batches(files)) {
    const documents = await Promise.all(
      batch.map(async (chosen) => ({ path: chosen.path, content: base64(await read(chosen)) })),
    );
    await post(`/workspaces/${workspace}/documents`, { documents });
    done += batch.length;
    stored(done);
  }
}

async function read({ path, file }: Chosen): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new ApiError(0, `${path} cannot be read. A folder is uploaded by “Choose a folder”.`);
  }
}

function batches(files: readonly Chosen[]): Chosen[][] {
  const made: Chosen[][] = [];
  let bytes = Infinity;
  for (const chosen of files) {
    const last = made.at(-1);
    const size = chosen.file.size + 1500; // its path and punctuation
    if (!last || last.length >= BATCH_DOCUMENTS || bytes + size > BATCH_BYTES) {
      made.push([chosen]);
      bytes = size;
    } else {
      last.push(chosen);
      bytes += size;
    }
  }
  return made;
}

function base64(data: Uint8Array): string {
  let text = "";
  for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
  return btoa(text);
}
