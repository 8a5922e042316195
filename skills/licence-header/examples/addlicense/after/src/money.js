/*
 * Copyright 2024 Octo GmbH
 * SPDX-License-Identifier: Apache-2.0
 */

/** Euro. */
export const sign = "€";
