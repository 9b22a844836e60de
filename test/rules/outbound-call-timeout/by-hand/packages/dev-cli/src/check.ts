export async function published(name: string): Promise<boolean> {
  const answer = await fetch(`https://packages.example/${name}`);
  //                   ^^^^^ cannot tell: in a tool that a person starts
  return answer.ok;
}
