/** Files that a reader has chosen or dropped, by their names, with folders where they lie in some. */

/** Of a file input. */
export const filesIn = (list: Iterable<File>): ReadonlyMap<string, Blob> =>
  new Map(Array.from(list, (file) => [file.webkitRelativePath || file.name, file]));

/** How many files of a folder are looked at: a model has a few dozen. */
const MOST = 2000;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** All entries of a folder: a browser gives them a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** Of what was dropped, folders walked through. */
export async function filesDropped(
  dropped: readonly (FileSystemEntry | File)[],
): Promise<ReadonlyMap<string, Blob>> {
  const files = new Map<string, Blob>();
  async function add(entry: FileSystemEntry | File): Promise<void> {
    if (files.size >= MOST) return;
    if (entry instanceof File) files.set(entry.name, entry);
    else if (entry.isFile) {
      const path = entry.fullPath.replace(/^\//, '');
      files.set(path, await fileOf(entry as FileSystemFileEntry));
    } else {
      for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await add(inner);
    }
  }
  for (const each of dropped) await add(each);
  return files;
}
