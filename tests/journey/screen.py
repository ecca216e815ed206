# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's screen as assistive technology sees it: names, roles, actions.

Nothing here knows a coordinate or a widget; what cannot be found by its name cannot be used, which is
also what a blind citizen would find. The whole tree comes in one answer, so that looking is cheap.
"""
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

BUTTONS = ("push button", "toggle button", "link")
CHOICES = ("radio button", "check box")
ENTRIES = ("text", "entry", "spin button", "password text")
# Numbers of the AT-SPI protocol (AtspiRole, AtspiStateType).
ROLES = {7: "check box", 16: "dialog", 23: "frame", 29: "label", 40: "password text", 43: "push button",
         44: "radio button", 52: "spin button", 61: "text", 62: "toggle button", 79: "entry",
         83: "heading", 88: "link", 69: "window"}
CHECKED, ENABLED, FOCUSABLE, FOCUSED, SENSITIVE, VISIBLE = 4, 8, 11, 12, 24, 30
ROOT = "/org/a11y/atspi/accessible/root"
MINE = "org.a11y.atspi."
DEEPEST = 40


class ScreenError(Exception):
    """Something the journey needs is not on the screen; the message says what is."""


class Node:
    """One thing on the screen, as it was when it was looked at."""

    def __init__(self, path, role, name, states, description):
        self.path, self.role, self.name = path, role, name
        self.states, self.description = states, description

    def has(self, state):
        return bool(self.states[state // 32] >> (state % 32) & 1)


class Screen:
    def __init__(self, application, alive):
        self.application = application
        self.alive = alive
        self.bus = self.owner = None

    def connect(self, seconds=60):
        """Finds the kiosk on the accessibility bus; a sanitized one takes its time to come."""
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, 0, -1, None).unpack()[0]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

        def find():
            children = self.ask("org.a11y.atspi.Registry", ROOT, "Accessible", "GetChildren")[0]
            for owner, path in children:
                name = self.ask(owner, path, None, "Get", GLib.Variant(
                    "(ss)", (MINE + "Accessible", "Name")))[0]
                if name == self.application:
                    return owner
            return None
        self.owner = self.wait("the kiosk on the accessibility bus", find, seconds)

    def ask(self, owner, path, interface, method, arguments=None):
        interface = MINE + interface if interface else "org.freedesktop.DBus.Properties"
        return self.bus.call_sync(owner, path, interface, method, arguments, None, 0, 20000,
                                  None).unpack()

    def wait(self, what, condition, seconds=20):
        end = time.monotonic() + seconds
        last = None
        while time.monotonic() < end:
            self.alive()
            try:
                value = condition()
                if value:
                    return value
            except GLib.Error as error:
                # The tree changes under our hands when a page is made anew.
                last = error
            time.sleep(0.03)
        raise ScreenError(f"waited {seconds} s for {what}; {last or ''} on screen: {self.describe()}")

    def nodes(self):
        """Everything shown, in the order it is read out.

        The kiosk answers with all it has told anyone about, so what is new is asked for first.
        """
        asked = set()
        for _ in range(DEEPEST):
            found, below = self.look()
            new = [path for path, (_, count) in found.items()
                   if count > len(below.get(path, ())) and path not in asked]
            if not new:
                break
            asked.update(new)
            self.ask_many([(path, "Accessible", "GetChildren") for path in new])
        order, stack = [], [ROOT]
        while stack:
            path = stack.pop()
            if path in found:
                node = found[path][0]
                order.append((node.role, node.name, node))
            stack += [child for _, child in sorted(below.get(path, []), reverse=True)]
        return order

    def look(self):
        items = self.ask(self.owner, "/org/a11y/atspi/cache", "Cache", "GetItems")[0]
        below, found = {}, {}
        for (_, path), _, (_, parent), index, count, _, name, role, description, states in items:
            below.setdefault(parent, []).append((index, path))
            found[path] = (Node(path, ROLES.get(role, ""), name, states, description), count)
        if ROOT not in below:
            self.ask(self.owner, ROOT, "Accessible", "GetChildren")
        return found, below

    def ask_many(self, calls):
        """Sends all of @calls before it waits for the first answer."""
        waiting = [len(calls)]

        def answered(bus, result):
            waiting[0] -= 1
            try:
                bus.call_finish(result)
            except GLib.Error:
                pass  # gone since it was seen
        for path, interface, method in calls:
            self.bus.call(self.owner, path, MINE + interface, method, None, None, 0, 20000, None,
                          answered)
        while waiting[0] > 0:
            GLib.MainContext.default().iteration(True)

    def describe(self):
        named = [f"{role} «{name}»" for role, name, _ in self.nodes()
                 if name and role in BUTTONS + CHOICES + ENTRIES + ("label", "heading")]
        return "; ".join(named[:60])

    def page(self):
        """The title of the window, whose last word is the page's."""
        for role, name, _ in self.nodes():
            if role == "frame":
                return name
        return ""

    def find(self, roles, name):
        for role, text, node in self.nodes():
            if text == name and role in roles and self.is_usable(node):
                return node
        return None

    @staticmethod
    def is_usable(node):
        return node.has(SENSITIVE) or node.has(ENABLED) or node.has(FOCUSABLE)

    def has(self, name, roles=BUTTONS + CHOICES + ENTRIES):
        return self.find(roles, name) is not None

    def has_text(self, text):
        return any(name == text for _, name, _ in self.nodes())

    def texts(self):
        return [name for _, name, _ in self.nodes() if name]

    def act(self, node, name):
        actions = self.ask(self.owner, node.path, "Action", "GetActions")[0]
        if not actions:
            raise ScreenError(f"«{name}» cannot be touched")
        usual = [n for n, action in enumerate(actions)
                 if action[0] in ("click", "activate", "toggle", "choice.select")]
        self.ask(self.owner, node.path, "Action", "DoAction",
                 GLib.Variant("(i)", (usual[0] if usual else 0,)))

    def extents(self, node):
        """Where it stands on the glass: x, y, width and height in pixels."""
        return self.ask(self.owner, node.path, "Component", "GetExtents",
                        GLib.Variant("(u)", (0,)))[0]

    def touch(self, name, roles=BUTTONS, seconds=15):
        node = self.wait(f"the button «{name}»", lambda: self.find(roles, name), seconds)
        self.act(node, name)

    def choose(self, name, seconds=10):
        self.touch(name, CHOICES + BUTTONS, seconds)

    def type(self, label, value, seconds=10):
        node = self.wait(f"the field «{label}»", lambda: self.find(ENTRIES, label), seconds)
        taken = self.ask(self.owner, node.path, "EditableText", "SetTextContents",
                         GLib.Variant("(s)", (value,)))[0]
        if not taken:
            raise ScreenError(f"«{label}» cannot be typed into")
        self.wait(f"«{label}» to hold what was typed", lambda: self.holds(label) or value == "", 5)

    def holds(self, label):
        """Whether something stands in the field; a page that answers may have made it anew."""
        node = self.find(ENTRIES, label)
        return node is not None and self.read(node) != ""

    def read(self, node):
        length = self.ask(self.owner, node.path, None, "Get",
                          GLib.Variant("(ss)", (MINE + "Text", "CharacterCount")))[0]
        return self.ask(self.owner, node.path, "Text", "GetText",
                        GLib.Variant("(ii)", (0, length)))[0]

    def extents(self, node):
        """Where it stands in the window: left, top, width and height in pixels."""
        window = 1
        return self.ask(self.owner, node.path, "Component", "GetExtents",
                        GLib.Variant("(u)", (window,)))[0]

    def settle(self):
        """Lets the kiosk draw what it has changed."""
        time.sleep(0.15)
