#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thermal printer that is not there: ESC/POS over TCP, with faults on request.

It takes raster bands (GS v 0), cuts, and answers DLE EOT, GS r and process ids (GS ( H) as the makers'
references say: a process id only when everything before it is "printed".

  --port 0 --port-file FILE   the port it chose, written when it is ready
  --save FILE                 the bytes of the last paper, as they came, without real-time commands
  --log FILE                  a line for each paper: rows, whether it was cut
  --scenario WORD[:N]         or --scenario-file FILE, read again for each connection

  ok            prints and says so
  old           prints, but knows no process ids
  no-answer     says its status, takes all data and then says nothing more
  mute          never says anything
  paper-out     has no paper from the start
  paper-out-at-row:N  runs out after N rows; what follows waits in its buffer
  cover         is open
  cut-jam       prints, but the cutter sticks
  slow          takes 16 rows at a time, 5 ms apart
  reset-after:N closes the connection after N rows
  garbage       answers with bytes that mean nothing
"""
import argparse
import asyncio
import os
import signal
import socket
import struct
import sys

PAPER, OFFLINE, FAULT = 4, 2, 3


class Printer:
    def __init__(self, options):
        self.options = options
        self.buffer = bytearray()   # outlives a connection: what waits for a new roll
        self.paper = bytearray()    # bytes of the paper being printed
        self.rows = 0

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
            with open(self.options.log, "a", encoding="utf-8") as file:
                file.write(line + "\n")

    def save(self):
        if self.options.save:
            part = self.options.save + ".part"
            with open(part, "wb") as file:
                file.write(self.paper)
            os.replace(part, self.options.save)


class Conversation:
    def __init__(self, printer, writer):
        self.printer = printer
        self.writer = writer
        self.name, self.number = printer.scenario()
        self.out_of_paper = self.name == "paper-out"
        self.jammed = False

    def status(self, which):
        byte = 0x12
        if which == PAPER and self.out_of_paper:
            byte |= 0x60
        if which == OFFLINE:
            byte |= (0x04 if self.name == "cover" else 0) | (0x20 if self.out_of_paper else 0)
            byte |= 0x40 if self.jammed else 0
        if which == FAULT and self.jammed:
            byte |= 0x08
        return bytes([byte])

    def answer(self, data):
        if self.name == "mute":
            return
        if self.name == "garbage":
            data = bytes((b * 37 + 0x91) & 0xff | 0x80 for b in data) + b"\x37\x22\x37"
        self.writer.write(data)

    def take_realtime(self, data):
        """DLE EOT and DLE ENQ are heard at once, whatever waits; returns the rest.

        Only at the end of what came: dots may hold the same bytes by chance.
        """
        while len(data) >= 3 and data[-3:-1] == b"\x10\x04" and data[-1] in (1, 2, 3, 4):
            self.answer(self.status(data[-1]))
            data = data[:-3]
        return data

    def take_clear(self, data):
        if data.endswith(b"\x10\x05\x02\x1b@"):
            self.printer.buffer.clear()
            self.printer.paper.clear()
            self.printer.rows = 0
            self.printer.log("cleared")
            return b""
        return data

    def complete(self, data):
        """The length of the command at the start of @data, 0 when more is needed, -1 when unknown."""
        if data[:2] == b"\x1b@":
            return 2
        if data[:3] == b"\x1dv0":
            if len(data) < 8:
                return 0
            return 8 + struct.unpack("<H", data[4:6])[0] * struct.unpack("<H", data[6:8])[0]
        if data[:3] == b"\x1d(H":
            return 5 + struct.unpack("<H", data[3:5])[0] if len(data) >= 5 else 0
        if data[:2] == b"\x1dV":
            return 4
        if data[:2] == b"\x1dr":
            return 3
        return 0 if len(data) < 3 else -1

    async def run_command(self, command):
        printer = self.printer
        if command == b"\x1b@":
            printer.paper.clear()
            printer.rows = 0
        printer.paper += command
        if command[:3] == b"\x1dv0":
            rows = struct.unpack("<H", command[6:8])[0]
            if self.name == "slow":
                await asyncio.sleep(0.005 * rows / 16)
            printer.rows += rows
        elif command[:3] == b"\x1d(H" and command[5:7] == b"00" and self.name not in ("old", "no-answer"):
            self.answer(b"\x37\x22" + command[7:11] + b"\x00")
        elif command[:2] == b"\x1dV":
            self.jammed = self.name == "cut-jam"
            if not self.jammed:
                printer.log(f"paper rows={printer.rows} cut")
                printer.save()
        elif command[:2] == b"\x1dr" and self.name != "no-answer":
            self.answer(b"\x00")

    def must_reset(self, command):
        rows = struct.unpack("<H", command[6:8])[0] if command[:3] == b"\x1dv0" else 0
        return self.name == "reset-after" and self.printer.rows + rows > self.number

    def runs_out(self, command):
        rows = struct.unpack("<H", command[6:8])[0] if command[:3] == b"\x1dv0" else 0
        return self.name == "paper-out-at-row" and self.printer.rows + rows > self.number

    async def work(self):
        """Prints what is in the buffer; FALSE: the connection is to be cut."""
        buffer = self.printer.buffer
        while buffer and not self.out_of_paper and not self.jammed:
            length = self.complete(buffer)
            if length < 0:
                self.printer.log(f"unknown command {bytes(buffer[:4]).hex()}")
                del buffer[0]
                continue
            if length == 0 or len(buffer) < length:
                break
            command = bytes(buffer[:length])
            if self.must_reset(command):
                return False
            if self.runs_out(command):
                self.out_of_paper = True
                self.printer.log(f"paper out at row {self.number}")
                break
            del buffer[:length]
            await self.run_command(command)
        return True


async def converse(printer, reader, writer):
    conversation = Conversation(printer, writer)
    try:
        while True:
            data = await reader.read(4096)
            if not data:
                break
            printer.buffer += conversation.take_clear(conversation.take_realtime(data))
            if not await conversation.work():
                sock = writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
                printer.buffer.clear()
                return
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def serve(options):
    printer = Printer(options)
    server = await asyncio.start_server(lambda r, w: converse(printer, r, w), "127.0.0.1", options.port)
    port = server.sockets[0].getsockname()[1]
    if options.port_file:
        with open(options.port_file + ".part", "w", encoding="utf-8") as file:
            file.write(f"{port}\n")
        os.replace(options.port_file + ".part", options.port_file)
    else:
        print(port, flush=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file")
    parser.add_argument("--save")
    parser.add_argument("--log")
    parser.add_argument("--scenario", default="ok")
    parser.add_argument("--scenario-file")
    asyncio.run(serve(parser.parse_args()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
