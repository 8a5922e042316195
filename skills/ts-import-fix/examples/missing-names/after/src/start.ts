#!/usr/bin/env node
// Starts the shop.

import { euro } from "./money";

/** Shown first. */
export const first = euro(1);
