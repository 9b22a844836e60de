const request = require('request');
const { ask } = require('./ask');

function item(url, callback) {
  request(url, function (error, response, body) {
//^^^^^^^ violated: JSON.parse(body) is evaluated before error is checked
    console.log(body);
    callback(error, JSON.parse(body));
  });
}

function status(url, callback) {
  ask(url, (error, response) => {
//^^^ cannot tell: response.status is evaluated before error is checked
    callback(error, response.status);
  });
}

function checked(url, callback) {
  request(url, (error, response, body) => {
//^^^^^^^ shown
    if (error) {
      callback(error);
      return;
    }
    callback(null, JSON.parse(body));
  });
}

function guarded(url, callback) {
  request(url, (error, response, body) => {
//^^^^^^^ shown
    callback(error, response && response.statusCode);
  });
}

// What a text holds is no comment.
function accepting(url, callback) {
  request(url, (error, response, body) => {
//^^^^^^^ shown
    const accept = '*/*';
    if (error) {
      callback(error);
      return;
    }
    callback(null, JSON.parse(body), accept, '*/*');
  });
}

function commented(url, callback) {
  request(url, (error, response, body) => {
//^^^^^^^ violated: JSON.parse(body) is evaluated before error is checked
    // if (error) return callback(error);
    callback(error, JSON.parse(body));
  });
}
