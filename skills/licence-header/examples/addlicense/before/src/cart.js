/*
 * Copyright 2024 Octo GmbH
 * SPDX-License-Identifier: Apache-2.0
 */

export const cart = [];
