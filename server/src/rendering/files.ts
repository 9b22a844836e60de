/** The files of a workspace as they are now, open documents over those on disk. Paths are relative to its root, with `/`. */
export interface Files {
  /** Undefined where there is no such file, or it is no text. */
  text(path: string): string | undefined;
  /** The bytes of a small file that is no text, as an archive; undefined where there is none. */
  bytes(path: string): Uint8Array | undefined;
  /** All files below a folder, in the order of their paths. */
  under(folder: string): readonly string[];
}
