#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that the tests read, made anew: `issue-all.py DIR STAMP`.

    DIR/PROFILE/        each profile of issue.py
    DIR/java/PROFILE/   each profile of Issue.java, over the groups of DIR/p256
    DIR/lists/NAME/     folders of trust with a master list (master_list.py)
"""
import pathlib
import shutil
import subprocess
import sys

import master_list
import profiles
from issue import issue

JARS = ":".join(f"/usr/share/java/bc{name}.jar" for name in ("prov", "pkix", "util"))


def main(out, stamp):
    here = pathlib.Path(__file__).resolve().parent
    out = pathlib.Path(out)
    shutil.rmtree(out, ignore_errors=True)
    for name in profiles.names():
        issue(name, out / name)
    master_list.main(out)
    subprocess.run(["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", JARS, here / "Issue.java",
                    out / "p256", out / "java"], check=True)
    pathlib.Path(stamp).write_text("issued\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
