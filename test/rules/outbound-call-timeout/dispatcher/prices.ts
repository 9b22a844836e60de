export const price = (id: string) => fetch(`https://prices.internal/${id}`);
//                                   ^^^^^ cannot tell: a default is set in another file
