import { sum } from "left-hand-sum";

export const total = sum(1, 2);
