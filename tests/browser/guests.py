"""Those who visit every page, each with a browser of their own."""

from playwright.sync_api import Browser

from tests.browser.playing import PASSWORD, Demo
from tests.browser.visiting import Visitor, visitor


class Guests:
    """One browser for each kind of visitor, kept while these tests run."""

    def __init__(self, browser: Browser, demo: Demo, url: str) -> None:
        self._browser, self._demo, self._url = browser, demo, url
        self._come: dict[str, Visitor] = {}

    def visit(self, who: str, path: str, language: str = "en") -> Visitor:
        """The visitor on this page, in this language."""
        if who not in self._come:
            self._come[who] = visitor(self._browser, self._url)
            self._let_in(self._come[who], who)
        here = self._come[who]
        status = here.go(self.filled_in(path))
        assert status == (404 if path == "/nowhere" else 200), path
        here.speak(language)
        return here

    def _let_in(self, new: Visitor, who: str) -> None:
        new.go("/sign-in")
        door = {"noor": "developer", "iris": "lead", "dana": "administrator"}.get(who)
        if door:
            new.page.locator(f"form[action='/demo/{door}'] button").click()
        elif who != "stranger":
            new.sign_in(str(self._demo.parts[who]), PASSWORD)

    def filled_in(self, path: str) -> str:
        return path.format(**self._demo.parts)

    def leave(self) -> None:
        for one in self._come.values():
            one.page.context.close()
