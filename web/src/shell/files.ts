/** The files of a drop, with the folders they lie in as part of their names. */
export async function filesOf(transfer: DataTransfer): Promise<[name: string, file: File][]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files].map((file) => [file.name, file]);
  return (await Promise.all(entries.map(walk))).flat();
}

async function walk(entry: FileSystemEntry): Promise<[string, File][]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) return [[name, await new Promise<File>((done, fail) => entry.file(done, fail))]];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  // A reader gives some entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(walk))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry { return entry.isFile; }
