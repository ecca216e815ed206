#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network scanner that is not there: eSCL over HTTP on loopback, with faults on request.

It has a platen and a feeder, draws a page of printed lines with a red stamp in the size and resolution it
is asked for, and says in a log what it was asked.

  --port 0 --port-file FILE   the port it chose, written when it answers; an earlier one to come back at it
  --log FILE                  a line for each request: method, path, and of a job source, colour, dpi, size
  --scenario WORD[:N]         or --scenario-file FILE, read again for each request

  ok             a JPEG in colour
  small          a JPEG a tenth shorter and narrower than asked
  png            a PNG, though a JPEG was asked for
  grey           a grey JPEG, though colour was asked for
  grey-only      knows no colour, and says so
  no-200         knows 75, 150, 300 and 600 dpi, and says so
  blank          a white page
  busy[:N]       503 to new jobs, N times or always; the state is Processing
  conflict       409 to new jobs, while idle
  occupied       409 to new jobs, while another's job is processed
  not-ready:N    takes the job, then 503 to the first N asks for its page
  empty          takes the job, then 404 at once: nothing in the feeder
  jam, cover     the same, and the feeder says why
  html           a page of text where the picture should be
  half           half of the picture, of the length it said, and the connection kept; also half-small and
                 half-grey-only
  cut            half of the picture, less than it said, and the connection closed
  cut-chunked    the same, in chunks
  cut-unsaid     the same, with no length said, so that only the picture's own end is missing
  slow:N         a tenth of the picture every N milliseconds
  mute           takes the job and never sends a byte of its page
  deaf           takes connections and answers nothing at all
"""
import argparse
import http.server
import os
import re
import threading
import time

import escl_page

NAMESPACES = ('xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" '
              'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"')
MAX_WIDTH, MAX_HEIGHT, MAX_FEEDER_HEIGHT = 2550, 3508, 4200  # in 1/300 inch: letter wide, A4 high; legal


def input_source(name, height, scenario):
    colours = ("Grayscale8",) if scenario.endswith("grey-only") else ("Grayscale8", "RGB24")
    colours = "".join(f"<scan:ColorMode>{colour}</scan:ColorMode>" for colour in colours)
    resolutions = (75, 150, 300, 600) if scenario == "no-200" else (100, 200, 300, 600)
    resolutions = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>" for dpi in resolutions)
    return f"""<scan:{name}>
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{MAX_WIDTH}</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{height}</scan:MaxHeight>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes>{colours}</scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>{resolutions}</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>
</scan:{name}>"""


def capabilities(scenario):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities {NAMESPACES}>
<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Virtual eSCL scanner</pwg:MakeAndModel>
<scan:Platen>{input_source("PlatenInputCaps", MAX_HEIGHT, scenario)}</scan:Platen>
<scan:Adf>{input_source("AdfSimplexInputCaps", MAX_FEEDER_HEIGHT, scenario)}</scan:Adf>
</scan:ScannerCapabilities>"""


def status(state, feeder):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus {NAMESPACES}>
<pwg:Version>2.63</pwg:Version><pwg:State>{state}</pwg:State><scan:AdfState>{feeder}</scan:AdfState>
</scan:ScannerStatus>"""


class Scanner:
    """What outlives a request: the one job, and what was said of it."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.job = None        # width, height in points
        self.jobs = 0
        self.refused = 0
        self.asked = 0

    def scenario(self):
        words = self.options.scenario
        if self.options.scenario_file:
            try:
                with open(self.options.scenario_file, encoding="utf-8") as file:
                    words = file.read().strip() or words
            except FileNotFoundError:
                pass
        name, _, number = words.partition(":")
        return name, int(number or 0)

    def log(self, line):
        if self.options.log:
            with self.lock, open(self.options.log, "a", encoding="utf-8") as file:
                file.write(line + "\n")

    def page(self, name):
        width, height = self.job
        if name == "png":
            return "image/png", escl_page.png(width, height)
        if name == "grey" or name.endswith("grey-only"):
            return "image/jpeg", escl_page.grey(width, height)
        if name.endswith("small"):
            width, height = width * 9 // 10, height * 9 // 10
        return "image/jpeg", escl_page.jpeg(width, height, name == "blank")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    scanner = None

    def log_message(self, *_arguments):
        pass

    def answer(self, code, content=b"", content_type="text/xml", **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def wait_for_ever(self):
        while True:
            time.sleep(3600)

    def do_GET(self):  # pylint: disable=invalid-name
        name, number = self.scanner.scenario()
        self.scanner.log(f"GET {self.path}")
        if name == "deaf":
            self.wait_for_ever()
        if self.path == "/eSCL/ScannerCapabilities":
            self.answer(200, capabilities(name).encode())
        elif self.path == "/eSCL/ScannerStatus":
            feeder = {"empty": "ScannerAdfEmpty", "jam": "ScannerAdfJam", "cover": "ScannerAdfDoorOpen"}
            state = "Processing" if name in ("busy", "occupied", "not-ready") else "Idle"
            self.answer(200, status(state, feeder.get(name, "ScannerAdfLoaded")).encode())
        elif re.fullmatch(r"/eSCL/ScanJobs/\d+/NextDocument", self.path):
            self.next_document(name, number)
        else:
            self.answer(404)

    def do_DELETE(self):  # pylint: disable=invalid-name
        self.scanner.log(f"DELETE {self.path}")
        self.scanner.job = None
        self.answer(200)

    def do_POST(self):  # pylint: disable=invalid-name
        name, number = self.scanner.scenario()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

        def said(element):
            found = re.search(rf"<(?:\w+:)?{element}>([^<]*)<", body)
            return found.group(1) if found else "?"
        self.scanner.log(f"POST {self.path} {said('InputSource')} {said('ColorMode')} {said('XResolution')} "
                         f"{said('Width')}x{said('Height')}")
        if name == "busy" and (number == 0 or self.scanner.refused < number):
            self.scanner.refused += 1
            self.answer(503)
        elif name in ("conflict", "occupied"):
            self.answer(409)
        elif self.path != "/eSCL/ScanJobs" or not said("Width").isdigit():
            self.answer(400)
        else:
            dpi = int(said("XResolution"))
            self.scanner.job = (int(said("Width")) * dpi // 300, int(said("Height")) * dpi // 300)
            self.scanner.jobs += 1
            self.scanner.asked = 0
            self.answer(201, Location=f"/eSCL/ScanJobs/{self.scanner.jobs}")

    def next_document(self, name, number):
        self.scanner.asked += 1
        if name == "mute":
            self.wait_for_ever()
        if name == "not-ready" and self.scanner.asked <= number:
            self.answer(503)
        elif self.scanner.job is None or name in ("empty", "jam", "cover"):
            self.answer(404)
        elif name == "html":
            self.answer(200, b"<html><body>Please log in</body></html>", "text/html")
        else:
            content_type, picture = self.scanner.page(name)
            self.scanner.job = None
            self.send_page(name, number, content_type, picture)

    def send_page(self, name, number, content_type, picture):
        half = picture[:len(picture) // 2]
        if name.startswith("half"):
            self.answer(200, half, content_type)
        elif name == "slow":
            self.send_slowly(picture, number / 1000, content_type)
        elif name.startswith("cut"):
            self.cut(half, len(picture), content_type, name)
        else:
            self.answer(200, picture, content_type)

    def send_slowly(self, picture, seconds, content_type):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(picture)))
        self.end_headers()
        step = len(picture) // 10 + 1
        for start in range(0, len(picture), step):
            time.sleep(seconds)
            self.wfile.write(picture[start:start + step])
            self.wfile.flush()

    def cut(self, half, length, content_type, name):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        if name == "cut-chunked":
            self.send_header("Transfer-Encoding", "chunked")
            half = f"{len(half):x}\r\n".encode() + half + b"\r\n"
        elif name == "cut":
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(half)
        self.wfile.flush()
        self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, _request, _client):
        """A client that went away is no news."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file")
    parser.add_argument("--log")
    parser.add_argument("--scenario", default="ok")
    parser.add_argument("--scenario-file")
    options = parser.parse_args()

    Handler.scanner = Scanner(options)
    server = Server(("127.0.0.1", options.port), Handler)
    if options.port_file:
        with open(options.port_file + ".part", "w", encoding="utf-8") as file:
            file.write(f"{server.server_address[1]}\n")
        os.rename(options.port_file + ".part", options.port_file)
    server.serve_forever()


if __name__ == "__main__":
    main()
