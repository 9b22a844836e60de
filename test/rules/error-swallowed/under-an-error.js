const fs = require('fs');
const { createPool } = require('mysql');

const pool = createPool({ host: 'db' });

exports.order = function (id, done) {
  pool.query('select seat from orders where id = ?', [id], (err, rows) => {
    // ^^^^^ violated: failure of mysql.createPool().query
    pool.query('select price from seats where id = ?', [rows[0].seat], (err, prices) => {
      // ^^^^^ shown: is used
      if (err) return done(err);
      done(null, prices[0]);
    });
  });
};

exports.other = function (id, done) {
  pool.query('select seat from orders where id = ?', [id], (err, rows) => {
    // ^^^^^ shown
    if (err) return done(err);
    pool.query('select price from seats where id = ?', [rows[0].seat], (priceErr, prices) => {
      // ^^^^^ violated: err is nil here
      if (priceErr) return done(err);
      done(null, prices[0]);
    });
  });
};

exports.both = function (id, done) {
  pool.query('select seat from orders where id = ?', [id], (err, rows) => {
    // ^^^^^ shown
    pool.query('select 1', [], (next, one) => done(err || next, rows, one));
  });
};

exports.note = function (text) {
  fs.appendFile('notes.txt', text, () => {});
  // ^^^^^^^^^^ violated
  fs.rename('notes.txt', 'old.txt', (_) => exports.note('moved'));
  // ^^^^^^ violated
  fs.unlink('old.txt', () => {});
  // ^^^^^^ shown: best effort
};
