# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's screen as assistive technology sees it: names, roles, actions.

Nothing here knows a coordinate or a widget; what cannot be found by its name cannot be used, which is
also what a blind citizen would find.
"""
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

BUTTONS = ("push button", "toggle button", "link")
CHOICES = ("radio button", "check box")
ENTRIES = ("text", "entry", "spin button", "password text")


class ScreenError(Exception):
    """Something the journey needs is not on the screen; the message says what is."""


class Screen:
    def __init__(self, application, alive):
        self.application = application
        self.alive = alive
        self.root = None

    def connect(self, seconds=30):
        def find():
            desktop = Atspi.get_desktop(0)
            for index in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_name() == self.application:
                    return child
            return None
        self.root = self.wait("the kiosk on the accessibility bus", find, seconds)

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
        found = []
        stack = [self.root]
        while stack:
            node = stack.pop()
            try:
                count = node.get_child_count()
                found.append((node.get_role_name(), node.get_name() or "", node))
                stack += [c for c in (node.get_child_at_index(i) for i in reversed(range(count)))
                          if c is not None]
            except GLib.Error:
                continue
        return found

    def describe(self):
        try:
            named = [f"{role} «{name}»" for role, name, _ in self.nodes()
                     if name and role in BUTTONS + CHOICES + ENTRIES + ("label", "heading")]
        except GLib.Error:
            return "(nothing)"
        return "; ".join(named[:60])

    def page(self):
        """The word of the page shown; the window carries it in its title."""
        for index in range(self.root.get_child_count()):
            frame = self.root.get_child_at_index(index)
            if frame is not None:
                return frame.get_name()
        return ""

    def find(self, roles, name):
        for role, text, node in self.nodes():
            if text == name and role in roles and self.is_usable(node):
                return node
        return None

    @staticmethod
    def is_usable(node):
        states = node.get_state_set()
        return (states.contains(Atspi.StateType.SENSITIVE) or states.contains(Atspi.StateType.ENABLED)
                or states.contains(Atspi.StateType.FOCUSABLE))

    def has(self, name, roles=BUTTONS + CHOICES + ENTRIES):
        return self.find(roles, name) is not None

    def has_text(self, text):
        return any(name == text for _, name, _ in self.nodes())

    def act(self, node, name):
        action = node.get_action_iface()
        if action is None or action.get_n_actions() < 1:
            raise ScreenError(f"«{name}» cannot be touched")
        for index in range(action.get_n_actions()):
            if action.get_action_name(index) in ("click", "activate", "toggle", "choice.select"):
                action.do_action(index)
                return
        action.do_action(0)

    def touch(self, name, roles=BUTTONS, seconds=15):
        node = self.wait(f"the button «{name}»", lambda: self.find(roles, name), seconds)
        self.act(node, name)

    def choose(self, name, seconds=10):
        self.touch(name, CHOICES + BUTTONS, seconds)

    def type(self, label, value, seconds=10):
        node = self.wait(f"the field «{label}»", lambda: self.find(ENTRIES, label), seconds)
        editable = node.get_editable_text_iface()
        if editable is None:
            raise ScreenError(f"«{label}» cannot be typed into")
        editable.set_text_contents(value)
        self.wait(f"«{label}» to hold what was typed", lambda: self.read(node) != "" or value == "", 5)

    @staticmethod
    def read(node):
        text = node.get_text_iface()
        return text.get_text(0, text.get_character_count()) if text is not None else ""

    def settle(self):
        """Lets the kiosk draw what it has changed."""
        time.sleep(0.15)
