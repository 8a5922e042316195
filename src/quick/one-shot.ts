/** Zod writes a function for each schema that it reads by, which is dear, and pays only where one is read by often: a program of one command reads by most of them once. */
import { z } from "zod";

z.config({ jitless: true });
