# SPDX-License-Identifier: GPL-3.0-or-later
"""What came out of the printers: pictures of it, its text, and its code as two strangers read it."""
import pathlib
import subprocess
import sys

from stack import SOURCE, run


def picture_of_pdf(pdf, folder):
    target = pathlib.Path(folder) / "sheet"
    run(["pdftoppm", "-r", "300", "-png", "-f", "1", "-l", "1", "-singlefile", pdf, target])
    return target.with_suffix(".png")


def picture_of_roll(escpos, folder):
    target = pathlib.Path(folder) / "roll.png"
    run([sys.executable, SOURCE / "tests/virtual/escpos-to-png.py", escpos, target])
    # White around it, as the paper has.
    run(["convert", target, "-bordercolor", "white", "-border", "24", target])
    return target


def text_of_pdf(pdf):
    return run(["pdftotext", "-layout", pdf, "-"])


def read_code(picture):
    """The code on a picture; two readers that share nothing have to agree."""
    one = run(["zbarimg", "--raw", "-q", "-Sbinary", picture]).strip()
    result = subprocess.run(["ZXingReader", "-1", "-format", "QRCode", str(picture)],
                            capture_output=True, text=True, stdin=subprocess.DEVNULL)
    two = result.stdout.strip()
    if one not in two:
        raise AssertionError(f"zbar reads {one!r}, ZXing {two!r} {result.stderr.strip()}")
    return one
