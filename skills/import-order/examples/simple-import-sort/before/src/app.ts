import "./setup";

import type { Price } from "./money";
import { b, a } from "./letters";
import { z } from "zod";

export const all: Price[] = [a, b, z];
