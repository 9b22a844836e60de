process.on('uncaughtException', () => {});
//      ^^ violated: caught

process.once('unhandledRejection', (reason) => {});
//      ^^^^ violated: caught

process.on('uncaughtException', (error) => {
//      ^^ shown: is logged
  console.error(error);
  process.exit(1);
});

process.on('unhandledRejection', (reason) => {
//      ^^ shown: error from process.on
  throw reason;
});
