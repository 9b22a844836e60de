/** A question that a tool cannot answer; the message says what to ask instead. */
export class ToolError extends Error {}
