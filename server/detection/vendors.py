"""Values that cannot be what their name, or their own beginning, says that they are.

Many vendors document one exact form for a credential. Where a name promises such a credential (``STRIPE_SECRET_KEY``),
or a value begins as only one vendor's do (``hvs.``), a value of another form was shortened, altered or made up: nothing
can be revoked, and it is not reported. Where servers of one's own take the vendor's name too (S3's protocol, GitLab),
the forms that are known of them count as well.

Each row names the page that documents the form. Rows are for forms that cannot be mistaken; vendors that changed theirs
without a word, or never told it, are not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from server.detection.names import words

_UUID: Final = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


@dataclass(frozen=True, slots=True)
class _Promise:
    """Names (their words, joined by _), the forms of what they promise, and forms that only do for a likely value."""

    names: re.Pattern[str]
    forms: re.Pattern[str]
    source: str
    others: re.Pattern[str] | None = None


def _promise(names: str, forms: str, source: str, others: str = "") -> _Promise:
    return _Promise(
        re.compile(rf"(?:\w+_)?(?:{names})"), re.compile(forms), source, re.compile(others) if others else None
    )


_TOKEN: Final = r"(?:\w+_)?(?:token|pat|key)"  # noqa: S105 - what names end in
_KEY: Final = r"(?:\w+_)?(?:key|token|secret)"

_PROMISES: Final = (
    _promise(
        r"aws_(?:\w+_)?secret(?:_access)?_key|secret_access_key",
        # AWS, Backblaze B2, DigitalOcean Spaces, IBM, Cloudflare R2, Scaleway
        rf"[A-Za-z0-9/+]{{40}}|[A-Za-z0-9/+]{{31}}|[A-Za-z0-9/+]{{43}}|[0-9a-f]{{48}}|[0-9a-f]{{64}}|{_UUID}",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        others=r".{1,35}|.*[^A-Za-z0-9/+=].*",  # chosen for a server of one's own
    ),
    _promise(
        r"(?:github|gh)_(?:\w+_)?client_secret",
        r"[0-9a-f]{40}",
        "https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/creating-an-oauth-app",
    ),
    _promise(
        r"(?:github|gh)_(?:(?:access|api|auth|oauth|personal_access)_)?(?:token|pat|key)",
        r"gh[a-z]_[A-Za-z0-9_.-]{36,}|github_pat_\w{60,}|v1\.[0-9a-f]{40}|[0-9a-f]{40}",
        "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
    ),
    _promise(
        rf"stripe_(?:webhook_)?{_KEY}",
        r"(?:acct|cs|ek|pi|pk|rk|seti|sk|src|whsec)_[A-Za-z0-9_]{10,}",
        "https://docs.stripe.com/keys",
    ),
    _promise(
        r"slack_(?:(?:access|api|app|bot|oauth|user)_){0,2}token",
        r"xox[a-z][.-].{10,}|xapp-.{10,}|[A-Za-z0-9]{24}",  # the last, verification tokens
        "https://docs.slack.dev/authentication/tokens",
    ),
    _promise(r"twitch_stream_key", r"live_\d{5,12}_\w{20,}", "https://help.twitch.tv/s/article/twitch-stream-key-faq"),
    _promise(
        rf"send_?grid_{_KEY}", r"SG\..{20,}", "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys"
    ),
    _promise(
        r"npm_(?:(?:access|auth)_)?token",
        rf"npm_[A-Za-z0-9]{{36,}}|{_UUID}",
        "https://docs.npmjs.com/about-access-tokens",
    ),
    _promise(r"pypi_(?:api_)?token", r"pypi-[\w-]{16,}", "https://pypi.org/help/#apitoken"),
    _promise(
        r"(?:hugging_?face|hf)_(?:(?:access|api|auth|hub)_)?token",
        r"(?:hf|api_org)_[A-Za-z0-9]{30,}",
        "https://huggingface.co/docs/hub/security-tokens",
    ),
    _promise(
        r"(?:digital_?ocean|do)_(?:(?:access|api|auth|oauth)_)?token",
        r"do[a-z]_v1_[0-9a-f]{64}|[0-9a-f]{64}",
        "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    ),
    _promise(
        r"telegram_(?:(?:api|bot)_){0,2}token",
        r"(?:bot)?\d{5,12}:[\w-]{30,}",
        "https://core.telegram.org/bots/api#authorizing-your-bot",
    ),
    _promise(
        r"(?:google|gcp|youtube|maps|firebase|gemini)_(?:(?:cloud|maps|web)_)?api_key",
        r"AIza[\w-]{35}|AQ\..{30,}",
        "https://cloud.google.com/docs/authentication/api-keys",
    ),
    _promise(rf"(?:anthropic|claude)_{_KEY}", r"sk-ant-.{20,}", "https://docs.claude.com/en/api/overview"),
    _promise(
        r"shopify_(?:(?:access|admin|api|app|storefront)_){0,3}(?:token|secret)",
        r"shp[a-z]{2}_[0-9a-fA-F]{32,}|[0-9a-f]{32}|[0-9a-f]{64}",
        "https://shopify.dev/docs/apps/build/authentication-authorization",
    ),
    _promise(
        r"databricks_(?:(?:access|api)_)?token",
        r"dapi[0-9a-f]{32}(?:-\d)?|dose[0-9a-f]{32}|eyJ.{20,}",
        "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
    ),
    _promise(
        r"okta_(?:(?:api|access)_)?(?:key|token)",
        r"00[\w-]{38,}|eyJ.{20,}",
        "https://developer.okta.com/docs/guides/create-an-api-token/main/",
    ),
    _promise(
        r"mapbox_(?:(?:access|api|public|secret)_){0,2}(?:key|token)",
        r"[pst]k\.eyJ.{20,}",
        "https://docs.mapbox.com/help/dive-deeper/access-tokens/",
    ),
    _promise(
        r"postman_(?:api_)?key",
        r"PM(?:AK|AT)-.{20,}",
        "https://learning.postman.com/docs/developer/postman-api/authentication/",
    ),
    _promise(
        rf"figma_{_TOKEN}",
        r"fig[a-z]_.{20,}|\d{4,}-.{20,}",
        "https://developers.figma.com/docs/rest-api/authentication/",
    ),
    _promise(rf"linear_{_TOKEN}", r"lin_[a-z]+_.{20,}|[0-9a-f]{64}", "https://linear.app/developers/graphql"),
    _promise(
        r"gitlab_(?:(?:access|api|personal|private)_){0,3}(?:token|pat)",
        r"gl[a-z]{2,5}-.{20,}|[\w-]{20}|[0-9a-f]{64}",
        "https://docs.gitlab.com/security/tokens/",
    ),
)

# Beginnings and endings that are one vendor's alone, with the whole form; longer ones may come.
_MARKS: Final = (
    (re.compile(r"hv[brs]\."), re.compile(r"hv[brs]\.(?:[A-Za-z0-9]{24}|[\w-]{80,})")),
    (re.compile(r"gh[opsur]_"), re.compile(r"gh[opsur]_[\w.-]{36,}")),
    (re.compile(r"github_pat_"), re.compile(r"github_pat_\w{60,}")),
    (re.compile(r"glpat-"), re.compile(r"glpat-[\w.-]{20,}")),
    (re.compile(r"npm_(?=[A-Za-z0-9]*\d)"), re.compile(r"npm_[A-Za-z0-9]{36,}")),
    (re.compile(r"AIza"), re.compile(r"AIza[\w-]{35,}")),
    (re.compile(r"SG\."), re.compile(r"SG\.[\w-]{16,}\.[\w-]{32,}")),
    (re.compile(r"(?:sk|rk)_(?:live|test)_"), re.compile(r"(?:sk|rk)_(?:live|test)_\w{16,}")),
    (re.compile(r"NRAK-"), re.compile(r"NRAK-[A-Z0-9]{27,}")),
    (re.compile(r".*NRAL$"), re.compile(r"[0-9a-f]{36}NRAL")),
    (re.compile(r"(?:dop|doo|dor)_v1_"), re.compile(r"do[a-z]_v1_[0-9a-f]{64,}")),
    (re.compile(r"shp(?:at|ca|pa|ss)_"), re.compile(r"shp[a-z]{2}_[0-9a-fA-F]{32,}")),
    (re.compile(r"pypi-AgE"), re.compile(r"pypi-AgE[\w-]{50,}")),
    (re.compile(r"live_\d{5,12}_"), re.compile(r"live_\d{5,12}_\w{30,}")),
    (re.compile(r"hf_"), re.compile(r"hf_[A-Za-z0-9]{30,}")),
)


# Typed in the shape of a UUID, not drawn: letters that are no digits of one.
_IMITATED_UUID: Final = re.compile(
    rf"(?:.*[^0-9A-Za-z])?(?!{_UUID}$)[0-9A-Za-z]{{8}}(?:-[0-9A-Za-z]{{4}}){{3}}-[0-9A-Za-z]{{12}}"
)


def fits(name: str, value: str, *, likely: bool) -> bool:
    """Return whether a value can be what its name promises and its beginning says.

    likely says that nothing else speaks against the value; then forms of servers of one's own do as well.
    """
    for mark, form in _MARKS:
        if mark.match(value):
            return form.fullmatch(value) is not None
    if _IMITATED_UUID.fullmatch(value):
        return False
    joined = "_".join(words(name))
    for promise in _PROMISES:
        if promise.names.fullmatch(joined):
            others = promise.others if likely else None
            return promise.forms.fullmatch(value) is not None or (
                others is not None and others.fullmatch(value) is not None
            )
    return True
