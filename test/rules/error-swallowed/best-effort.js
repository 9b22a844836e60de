const net = require('net');
const { Pool } = require('pg');

const pool = new Pool({ max: 4 });

exports.drop = async function (tickets, holds, id) {
  await tickets.cancel(id).catch(() => {});
  //                       ^^^^^ violated
  await holds.release(id).catch(() => {});
  //                      ^^^^^ violated
  await tickets.unsubscribe(id, 'news').catch(() => {});
  //                                    ^^^^^ violated
  try {
    await tickets.close(id);
  } catch {}
//  ^^^^^ violated
};

exports.leave = async function (subscription, lock) {
  try {
    await subscription.cancel();
  } catch {}
//  ^^^^^ violated
  await lock.release().catch(() => {});
  //                   ^^^^^ violated
};

exports.read = async function (stream, browser) {
  const reader = stream.getReader();
  await reader.cancel('done').catch(() => {});
  //                          ^^^^^ shown: best effort
  await browser.close().catch(() => {});
  //                    ^^^^^ shown: best effort
  const client = await pool.connect();
  try {
    client.release();
  } catch {}
//  ^^^^^ shown: best effort
  const socket = net.connect(9000);
  try {
    socket.destroy();
  } catch {}
//  ^^^^^ shown: best effort
};
