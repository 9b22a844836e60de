import type { ToolAnswer, ToolDescription } from './assistant.ts';

/** A page or summary that a client may attach to a conversation. */
export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly mimeType: string;
}

/** A list of resources; the cursor gives the rest. */
export interface ResourceList {
  readonly resources: readonly Resource[];
  readonly cursor?: string;
}

/** A task that a person starts with a few arguments. */
export interface PromptDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly description: string; readonly required: boolean }[];
}

/** Who asks, and how to tell that nobody waits any more. */
export interface Asking {
  readonly by: string;
  readonly signal?: AbortSignal;
}

/** What assistants are offered for one folder, without a protocol; plain data in and out. */
export interface Served {
  readonly version: string;
  /** What a model is told before its first call. */
  readonly instructions: string;
  readonly tools: readonly ToolDescription[];
  /** Rejects only for a mistake of ours, or when nobody waits any more. */
  call(name: string, args: unknown, asking: Asking): Promise<ToolAnswer>;
  readonly prompts: readonly PromptDescription[];
  /** The text of a prompt; undefined for one that is not there. */
  prompt(name: string, args: Readonly<Record<string, string>>, asking: Asking): Promise<string | undefined>;
  /** Undefined for a cursor that is none. */
  resources(cursor: string | undefined): Promise<ResourceList | undefined>;
  /** URI templates of the resources, with what each is. */
  readonly templates: readonly { readonly uri: string; readonly name: string; readonly description: string }[];
  /** Markdown; undefined for a URI that is none of ours. */
  resource(uri: string): Promise<string | undefined>;
  close(): Promise<void>;
}
