#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passes when a command fails and says what it should: expect-failure.py TEXT COMMAND..."""
import subprocess
import sys

result = subprocess.run(sys.argv[2:], capture_output=True, text=True, stdin=subprocess.DEVNULL)
output = result.stdout + result.stderr
print(output)
sys.exit(0 if result.returncode != 0 and sys.argv[1] in output else 1)
