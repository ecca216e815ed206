# SPDX-License-Identifier: GPL-3.0-or-later
"""What a harness asks pcscd itself, by the C library: which readers there are, and what lies on them."""
import ctypes
import time

NO_READERS = 0x8010002E
STATE_PRESENT = 0x20
SHARED, EXCLUSIVE = 2, 1
ANY_PROTOCOL = 3
LEAVE = 0


class ReaderState(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("user", ctypes.c_void_p), ("current", ctypes.c_ulong),
                ("event", ctypes.c_ulong), ("atr_length", ctypes.c_ulong), ("atr", ctypes.c_ubyte * 33)]


class Context:
    def __init__(self):
        self.library = ctypes.CDLL("libpcsclite.so.1")
        self.handle = ctypes.c_long()
        self.check(self.library.SCardEstablishContext(2, None, None, ctypes.byref(self.handle)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.library.SCardReleaseContext(self.handle)

    @staticmethod
    def check(result):
        if result & 0xFFFFFFFF:
            raise OSError(f"pcsc: {result & 0xFFFFFFFF:08X}")

    def readers(self):
        length = ctypes.c_ulong(4096)
        text = ctypes.create_string_buffer(4096)
        result = self.library.SCardListReaders(self.handle, None, text, ctypes.byref(length)) & 0xFFFFFFFF
        if result == NO_READERS:
            return []
        self.check(result)
        return [name.decode() for name in text.raw[:length.value].split(b"\0") if name]

    def occupied(self):
        """The readers that a card lies on."""
        names = self.readers()
        states = (ReaderState * len(names))(*(ReaderState(name.encode()) for name in names))
        if names:
            self.check(self.library.SCardGetStatusChange(self.handle, 0, states, len(names)))
        return [state.name.decode() for state in states if state.event & STATE_PRESENT]

    def wait(self, reader, present, seconds=10):
        end = time.monotonic() + seconds
        while (reader in self.occupied()) != present:
            if time.monotonic() > end:
                raise TimeoutError(f"{reader}: still {'empty' if present else 'occupied'}")
            time.sleep(0.05)

    def hold(self, reader):
        """Keeps the card to itself, as another program may; release() gives it back."""
        card, protocol = ctypes.c_long(), ctypes.c_ulong()
        self.check(self.library.SCardConnect(self.handle, reader.encode(), EXCLUSIVE, ANY_PROTOCOL,
                                             ctypes.byref(card), ctypes.byref(protocol)))
        return card

    def release(self, card):
        self.check(self.library.SCardDisconnect(card, LEAVE))
