import { vat } from "./money";

const rate = 1 + vat;
