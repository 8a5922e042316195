import "./setup";

import { z } from "zod";

import { a, b } from "./letters";
import type { Price } from "./money";

export const all: Price[] = [a, b, z];
