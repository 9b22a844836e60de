const { send } = require('./mail');

function confirm(order) {
  try {
    send(order.email);
  } catch (e) {
//  ^^^^^ violated
  }
}

module.exports = { confirm };
