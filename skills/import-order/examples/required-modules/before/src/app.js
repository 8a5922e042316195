const cart = require('./cart.js');
const path = require('node:path');

module.exports = path.join(cart, 'a');
