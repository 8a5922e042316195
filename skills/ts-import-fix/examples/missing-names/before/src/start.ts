#!/usr/bin/env node
// Starts the shop.

/** Shown first. */
export const first = euro(1);
