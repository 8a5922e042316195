#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2024 Octo GmbH
# SPDX-License-Identifier: Apache-2.0

print(1)
