"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.price = price;
const axios_1 = __importDefault(require("axios"));
const node_http_1 = require("node:http");
async function price(id) {
    return axios_1.default.get("https://prices.internal/" + id);
    //                     ^^^ violated
}
function ping() {
    (0, node_http_1.get)("http://prices.internal");
    //              ^^^ violated
    return (0, axios_1.default)("http://prices.internal", { timeout: 5000 });
    //                 ^^^^^^^ shown
}
exports.ping = ping;
