exports.find = function (pool, id, done) {
  pool.query('select 1', [id], (rowErr, rows) => {
    // ^^^^^ violated: rowErr
    done(rows);
  });
};
