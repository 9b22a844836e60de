process.on('uncaughtException', () => {});
//      ^^ violated: is caught and nothing is done with it

process.once('unhandledRejection', (reason) => {});
//      ^^^^ violated: is caught and nothing is done with it

process.on('uncaughtException', (error) => {
//      ^^ shown: is logged
  console.error(error);
  process.exit(1);
});

process.on('unhandledRejection', (reason) => {
//      ^^ shown: is raised again
  throw reason;
});
