import { describedTools } from '../src/assistant/assistant.ts';

/** The tools as the manifest contributes them to VS Code, and their names for people. */
export function languageModelTools(): { contributed: object[]; words: Record<string, string> } {
  const words: Record<string, string> = {};
  const contributed = describedTools().map(({ name, title, description, input }) => {
    words[`tool.${name}`] = title;
    return {
      name,
      displayName: `%tool.${name}%`,
      modelDescription: description,
      inputSchema: input,
      canBeReferencedInPrompt: true,
      toolReferenceName: name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      icon: '$(checklist)',
      tags: ['production-readiness'],
    };
  });
  return { contributed, words };
}
