// Copyright (c) 2026 Octo GmbH. All rights reserved.
export const sign = 1;
