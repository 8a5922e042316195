import { euro } from "../money";
import log from "../log";

export const rebate = (cents: number): number => cents - 1;
export const voucher = (cents: number): string => log(euro(rebate(cents)));
