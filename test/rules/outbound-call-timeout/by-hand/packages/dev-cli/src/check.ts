export async function published(name: string): Promise<boolean> {
  const answer = await fetch(`https://packages.example/${name}`);
  //                   ^^^^^ cannot tell: Node waits 300 s
  return answer.ok;
}
