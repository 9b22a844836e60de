// Requests from the server to the client, where the server cannot open files itself: in a browser.

/** Names one file or folder. */
export interface FileRef {
  readonly uri: string;
}

/** What stands at a URI; `isLink` for a symbolic link, whose target is what the other fields describe. */
export interface FileStatView {
  readonly kind: 'file' | 'folder' | 'other';
  readonly isLink: boolean;
  /** Bytes. */
  readonly size: number;
}

/** One entry of a folder. */
export interface FileEntryView {
  readonly name: string;
  readonly kind: FileStatView['kind'];
  readonly isLink: boolean;
}

export interface ReadFileParams extends FileRef {
  /** Bytes that are read at most. */
  readonly max: number;
}

/** The bytes of a file; what is larger than asked for comes with its size alone. */
export type ReadFileView = { readonly bytes: Uint8Array } | { readonly tooLarge: number };

export interface WriteFileParams extends FileRef {
  readonly text: string;
}
