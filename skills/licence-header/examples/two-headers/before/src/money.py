# SPDX-FileCopyrightText: 2024 Octo GmbH
# SPDX-License-Identifier: MIT

SIGN = 1
