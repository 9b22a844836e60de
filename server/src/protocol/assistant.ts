/** A call of a tool for assistants; its name and arguments are those of the manifest's `languageModelTools`. */
export interface ToolCall {
  readonly tool: string;
  readonly args: unknown;
  /** The assistant, by which a proposal is signed. */
  readonly by: string;
}

/** What a tool answered, as text for a model. */
export interface ToolAnswerView {
  readonly text: string;
  /** It could not answer; the text says why. */
  readonly failed?: true;
}

/** What a person asks the chat participant. */
export interface ChatParams {
  /** One of its commands; empty for words alone. */
  readonly command: string;
  readonly words: string;
  /** The service that the checklist shows. */
  readonly service?: string;
}

/** The answer, without a model. */
export interface ChatView {
  /** Markdown; texts of the workspace in it cannot be markup. */
  readonly markdown: string;
  /** The same as text for a model, in its marks. */
  readonly text: string;
  /** What a model is told of such texts. */
  readonly instructions: string;
}
