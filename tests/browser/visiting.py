"""People with a browser: who visits, how they come in, and what their browser complains about."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

PHONE, DESK = 390, 1280
HEIGHT = 844
#: What a browser prints about any answer that is not good; the tests look at the answer itself.
ANSWERS = "Failed to load resource: the server responded with a status of"


@dataclass
class Visitor:
    """Somebody with a browser of their own, one window open."""

    url: str
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Visit an address; the status of the answer."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        return answer.status

    def sign_in(self, email: str, password: str) -> None:
        self.go("/sign-in")
        self.page.get_by_label(re.compile("E-mail")).fill(email)
        self.page.locator("#password").fill(password)
        self.page.locator("form[action='/sign-in'] button").click()
        self.page.wait_for_url(re.compile(r"/(welcome)?$"))

    def come_in(self, door: str, language: str) -> None:
        """By a door of the demo, speaking a language."""
        self.go("/sign-in")
        self.page.locator(f"form[action='/demo/{door}'] button").click()
        self.speak(language)

    def follow(self, address: str) -> None:
        self.page.locator(f"main a[href='{address}']").first.click()
        self.page.wait_for_url(self.url + address)

    def comes_to(self, path: str) -> str:
        """The address of what was made, once it is shown: a path with a number behind it."""
        self.page.wait_for_url(re.compile(rf"{path}\d+$"))
        return self.page.url.removeprefix(self.url)

    def speak(self, language: str) -> None:
        """Use the button that changes the language, unless it is spoken already."""
        if self.page.locator("html").get_attribute("lang") != language:
            self.page.locator("form[action='/language'] button").click()
        assert self.page.locator("html").get_attribute("lang") == language

    def press(self, action: str) -> None:
        """The button of the form that is sent to this address; '' is the form without one."""
        form = f"form[action='{action}']" if action else "main form:not([action])"
        self.page.locator(f"{form} button:not([formaction], [tabindex='-1'])").click()

    def send(self, action: str = "") -> None:
        """The same, and wait for the page that answers; also when it is the same address."""
        with self.page.expect_navigation():
            self.press(action)

    def post(self, path: str, **fields: str) -> int:
        """Send a form that no page shows to this person; the status of the answer."""
        token = self.page.locator("[name=csrf_token]").first.get_attribute("value") or ""
        form: dict[str, str | float | bool] = {"csrf_token": token, **fields}
        answer = self.page.request.post(self.url + path, form=form, max_redirects=0)
        return answer.status


def visitor(browser: Browser, url: str, width: int = DESK, script: bool = True) -> Visitor:
    """A browser without cookies, which moves nothing by itself."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        reduced_motion="reduce",
        java_script_enabled=script,
        locale="en-GB",
        timezone_id="Europe/Amsterdam",
    )
    context.set_default_timeout(8000)
    page = context.new_page()
    found = Visitor(url, page)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("console", lambda said: _hear(found, said.type, said.text))
    return found


def _hear(visitor: Visitor, kind: str, text: str) -> None:
    if kind == "error" and not text.startswith(ANSWERS):
        visitor.complaints.append(text)
