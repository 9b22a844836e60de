const { send } = require('./mail');

function confirm(order) {
  try {
    send(order.email);
  } catch (e) {
    console.error('send failed', e);
  }
}

module.exports = { confirm };
