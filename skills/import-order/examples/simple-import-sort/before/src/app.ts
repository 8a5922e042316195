import "./setup";

import type { Price } from "./money";
import { a, b } from "./letters";
import { z } from "zod";

export const all: Price[] = [a, b, z];
