/** The words of a name or path in lower case, parts of camel case apart: `SearchAPI/front-end` gives `search`, `api`, `front`, `end`. */
export function plainWords(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
