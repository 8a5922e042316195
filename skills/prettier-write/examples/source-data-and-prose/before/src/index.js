export { format } from "./price.js";
