"""What each rule of the secret detector is called, how bad a hit is, and what to do about it.

Kingfisher's catalogue is written for its own command line: ids such as ``betterleaks.github-pat`` and names such as
"Uncovered a GitHub Personal Access Token, potentially leading to …". Here both become the words of our contract
(``secret.github.personal_access_token``, "GitHub Personal Access Token") by general rules and a small table of
corrections, so that a new version of the catalogue needs no table of five hundred rows.
"""

from __future__ import annotations

import re
from typing import Final

from server.detection.model import Rule, Severity

# Providers of more than one word; for all others the provider is the first word of the id.
_LONG_PROVIDERS: Final = (
    "brave-search",
    "canadian-digital-service",
    "defined-networking",
    "lighton-paradigm",
    "llama-cloud",
    "microsoft-teams",
    "new-relic",
    "octopus-deploy",
    "rainforest-pay",
    "redirect-pizza",
    "stability-ai",
    "val-town",
    "weights-and-biases",
)

# Ids that do not come apart at a hyphen. Where two sources of the catalogue know the same credential, both get one
# id.
_RULE_IDS: Final = {
    "betterleaks.aws-access-token": "secret.aws.access_key_id",
    "betterleaks.aws-amazon-bedrock-api-key-long-lived": "secret.aws.bedrock_api_key",
    "betterleaks.aws-amazon-bedrock-api-key-short-lived": "secret.aws.bedrock_api_key_short_lived",
    "betterleaks.cisco-meraki-api-key": "secret.cisco.meraki_api_key",
    "betterleaks.crates-io-api-key": "secret.crates_io.api_key",
    "betterleaks.hashicorp-tf-api-token": "secret.terraform.api_token",
    "betterleaks.hashicorp-tf-password": "secret.terraform.password",
    "betterleaks.jwt": "secret.generic.json_web_token",
    "betterleaks.jwt-base64": "secret.generic.json_web_token",
    "betterleaks.private-key": "secret.generic.private_key",
    "netallion.generic-private-key-base64": "secret.generic.private_key",
    "netallion.microsoft-teams-webhook-url": "secret.microsoft_teams.webhook",
    "netallion.telegram-bot-token": "secret.telegram.bot_api_token",
    "veles.secrets/bitbucketcredentials": "secret.bitbucket.git_credentials",
    "veles.secrets/bitwardenoauth2access": "secret.bitwarden.client_secret",
    "veles.secrets/circleciproject": "secret.circleci.project_token",
    "veles.secrets/cloudflareapitoken": "secret.cloudflare.api_token",
    "veles.secrets/codecatalystcredentials": "secret.aws.codecatalyst_git_credentials",
    "veles.secrets/codecommitcredentials": "secret.aws.codecommit_git_credentials",
    "veles.secrets/denopatorg": "secret.deno.organization_token",
    "veles.secrets/digitaloceanapikey": "secret.digitalocean.api_token",
    "veles.secrets/grokxaiapikey": "secret.xai.api_key",
    "veles.secrets/hcpclientcredentials": "secret.hashicorp.cloud_platform_client_secret",
    "veles.secrets/herokuplatformkey": "secret.heroku.platform_key",
    "veles.secrets/npmjsaccesstoken": "secret.npm.access_token",
    "veles.secrets/openrouter": "secret.openrouter.api_key",
    "veles.secrets/packagistorgreadtoken": "secret.packagist.organization_read_token",
    "veles.secrets/packagistorgupdatetoken": "secret.packagist.organization_update_token",
    "veles.secrets/packagistsecret": "secret.packagist.api_secret",
    "veles.secrets/postmanapikey": "secret.postman.api_token",
    "veles.secrets/postmancollectiontoken": "secret.postman.collection_access_token",
    "veles.secrets/sendgrid": "secret.sendgrid.api_token",
    "veles.secrets/slackappconfigaccesstoken": "secret.slack.config_access_token",
    "veles.secrets/slackappconfigrefreshtoken": "secret.slack.config_refresh_token",
    "veles.secrets/slackappleveltoken": "secret.slack.app_token",
}

# Words of the catalogue's ids that a reader would not know, spelled out.
_KIND_WORDS: Final = {
    "gemini-api": "gemini_api_key",
    "oauth": "oauth_token",
    "ptt": "pipeline_trigger_token",
    "rrt": "runner_registration_token",
}
_KIND_PARTS: Final = {"pat": "personal_access_token", "personnal": "personal", "pub": "public"}

# Titles where the catalogue's sentence says something else than what was found.
_TITLES: Final = {
    "secret.airtable.personal_access_token": "Airtable personal access token",
    "secret.aws.access_key_id": "AWS access key ID",
    "secret.aws.bedrock_api_key": "Amazon Bedrock API key",
    "secret.aws.bedrock_api_key_short_lived": "Short-lived Amazon Bedrock API key",
    "secret.aws.secret_access_key": "AWS secret access key",
    "secret.buildkite.service_token": "Buildkite agent, package or portal token",
    "secret.cisco.meraki_api_key": "Cisco Meraki API key",
    "secret.clickhouse.cloud_api_secret_key": "ClickHouse Cloud API secret key",
    "secret.curl.auth_header": "Authorization header in a curl command",
    "secret.curl.auth_user": "User and password in a curl command",
    "secret.ebay.client_secret": "eBay client secret",
    "secret.exoscale.api_secret": "Exoscale API secret",
    "secret.gcp.application_default_credentials": "Google Cloud application default credentials",
    "secret.gcp.service_account": "Google Cloud service account key",
    "secret.generic.credential_uri": "Password in a connection URI",
    "secret.generic.private_key": "Private key",
    "secret.generic.json_web_token": "JSON Web Token",
    "secret.kubernetes.secret_yaml": "Kubernetes Secret manifest with values",
    "secret.nuget.config_password": "Password in a NuGet configuration",
    "secret.ovh.application_secret": "OVHcloud application secret",
    "secret.sourcegraph.access_token": "Sourcegraph access token",
    "secret.terraform.password": "Password in a Terraform file",
}

_OPENING: Final = re.compile(
    r"^(?:uncovered|discovered|detected|identified|found|possible)\s+(?:(?:a|an)\s+)?"
    r"(?:(?:potential|possible|standalone)\s+)?(?:pattern\s+(?:that\s+)?(?:resembl\w+|may\s+indicate)\s+)?(?:(?:a|an)\s+)?",
    re.IGNORECASE,
)
_CONSEQUENCE: Final = re.compile(
    r"\s*(?:,|\.\s|\.$|\s-\s|\b(?:which|that|with|used|paired|posing|risking|potentially|potential|detected|embedded|provided)\b).*$",
    re.IGNORECASE | re.DOTALL,
)

_TRAILING_NOTE: Final = re.compile(r"(?:\s+version\s+\d+)?(?:\s*\([^)]*\)?)?$")
# Common words, which the catalogue writes large or small as it comes.
_COMMON_WORDS: Final = re.compile(
    "access|account|admin|app|application|authentication|bearer|bot|cli|client|code|collection|configuration|cookie"
    "|credentials|delivery|deploy|developer|encryption|env|feed|fine-grained|global|header|job|key|legacy|management"
    "|master|organization|password|personal|pipeline|platform|private|production|project|public|publishable|read"
    "|refresh|registration|runner|secret|secrets|service|session|shared|signing|standalone|test|token|tokens|trigger"
    "|update|upload|user|web|webhook|workspace",
    re.IGNORECASE,
)
_ISSUERS: Final = {
    "1password": "1Password",
    "aws": "AWS",
    "cockroachlabs": "Cockroach Labs",
    "configcat": "ConfigCat",
    "crates_io": "crates.io",
    "gcp": "Google Cloud",
    "langchain": "LangChain",
    "npm": "npm",
    "ovh": "OVHcloud",
    "weights_and_biases": "Weights & Biases",
    "xai": "xAI",
}

# What opens production infrastructure, a source tree, a package registry, money or other secrets.
_CRITICAL_PROVIDERS: Final = re.compile(
    "1password|age|alibaba|aws|azure|bitwarden|cloudflare|crates_io|databricks|digitalocean|dockerhub|doppler|gcp"
    "|github|gitlab|hashicorp|heroku|kubernetes|mongodb|npm|okta|openshift|planetscale|pypi|rubygems|snowflake|square"
    "|stripe|supabase|terraform|vault"
)
_CRITICAL_RULES: Final = frozenset({"secret.generic.private_key", "secret.bitbucket.data_center_token"})
# Made to be public, or useless without a second half.
_LOW_KINDS: Final = re.compile(
    r"(?:^|_)(?:client_id|access_id|api_id|public_key|public_api_key|test|client_sdk_key|mobile_sdk_key|project_api_key|browser)(?:_|$)"
)
# Expires by itself, or does one harmless thing.
_MEDIUM_KINDS: Final = re.compile(
    r"(?:^|_)(?:webhook(?:_url)?|short_lived|json_web_token|feed_token|incoming_mail\w*|job_token|session\w*|feature_flag\w*|credential_uri|auth_user"
    r"|auth_header|config_password|sensitive_url)(?:_|$)"
)
_LOWER_RULES: Final[dict[str, Severity]] = {
    "secret.alibaba.access_key_id": "high",
    "secret.aws.access_key_id": "high",  # names the account; the secret access key beside it is a finding of its own
    "secret.generic.password_hash": "medium",  # must be guessed first
    "secret.gcp.api_key": "high",  # often meant for browsers, and restricted
    "secret.supabase.project_api_key": "high",
}

_RULE_ID: Final = re.compile(r"^secret\.[a-z0-9_]+\.[a-z0-9_]+$")


def rule_id(library_id: str) -> str:
    """Return our rule id, ``secret.<provider>.<kind>``, for a rule of the compiled catalogue.

    A trailing ``.1``, ``.2`` (variants of one credential) is dropped, so variants share an id.
    """
    known = _RULE_IDS.get(library_id)
    if known is not None:
        return known
    slug = re.sub(r"\.\d+$", "", library_id.split(".", 1)[-1]).removeprefix("secrets/").lower()
    provider = next((long for long in _LONG_PROVIDERS if slug.startswith(long + "-")), slug.split("-", 1)[0])
    kind = slug[len(provider) + 1 :] or "credential"
    words = _KIND_WORDS.get(kind) or "_".join(_KIND_PARTS.get(part, part) for part in _snake(kind).split("_"))
    derived = f"secret.{_snake(provider)}.{words}"
    return derived if _RULE_ID.match(derived) else "secret.generic.credential"


def title(identifier: str, library_name: str) -> str:
    """Return what was found in a few human words, from the catalogue's sentence about the rule."""
    known = _TITLES.get(identifier)
    if known is not None:
        return known
    sentence = _CONSEQUENCE.sub("", _OPENING.sub("", library_name.strip()))
    words = " ".join(_plain(word) for word in _TRAILING_NOTE.sub("", sentence).split())
    keep_case = words.split(" ", 1)[0] in {"npm", "ngrok", "xAI", "crates.io"}
    return words if keep_case else words[:1].upper() + words[1:] or "Credential"


def severity(identifier: str, library_id: str, confidence: str) -> Severity:
    """Return how bad a hit of this rule is, before the value itself is judged.

    low: made public by design, a test key, or an identifier; medium: short-lived, narrow, or a rule that the
    catalogue trusts less; critical: a trusted rule for what opens infrastructure, source, registries, money or other
    secrets; high: any other trusted rule. The catalogue marks all of Veles' rules medium for want of a grade; their
    formats are exact, so they count as trusted.
    """
    provider, kind = identifier.split(".")[1:]
    trusted = confidence == "high" or library_id.startswith("veles.")
    if identifier in _LOWER_RULES:
        return _LOWER_RULES[identifier]
    if _LOW_KINDS.search(kind):
        return "low"
    if identifier == "secret.aws.secret_access_key":
        return "critical"  # reported only beside an access key id, which makes up for the rule's own confidence
    if not trusted or _MEDIUM_KINDS.search(kind):
        return "medium"
    if identifier in _CRITICAL_RULES or _CRITICAL_PROVIDERS.fullmatch(provider):
        return "critical"
    return "high"


def remediation(identifier: str, name: str) -> str:
    """Return what to do about a hit: revoke it where it was issued, then get it out of the source."""
    provider, kind = identifier.split(".")[1:]
    if kind == "private_key" or provider == "age":
        return (
            "Treat the key as known to others: generate a new pair and replace the public half wherever it is trusted. "
            + _STORE
        )
    if "password" in kind or kind in {
        "credential_uri",
        "connection_string",
        "auth_user",
        "basic_credentials",
        "secret_yaml",
    }:
        return f"Change the password of the account and look through its recent use. {_STORE}"
    if identifier == "secret.generic.json_web_token":
        return (
            "End the session or revoke the token where it was issued; rotate the signing key if it cannot be revoked. "
            + _STORE
        )
    issuer = "where it was issued" if provider in {"generic", "curl"} else f"at {_issuer(provider, name)}"
    return f"Revoke or rotate it {issuer}, and look through its recent use there. {_STORE}"


def describe(library_id: str, library_name: str, confidence: str, source: str) -> Rule:
    """Return the rule as the rest of the product sees it."""
    identifier = rule_id(library_id)
    name = title(identifier, library_name)
    return Rule(
        rule_id=identifier,
        category="secret",
        title=name,
        severity=severity(identifier, library_id, confidence),
        remediation=remediation(identifier, name),
        source=source,
    )


_STORE: Final = (
    "Remove the value from the document and from the version history, and load it from a secret manager at run time."
)


def _plain(word: str) -> str:
    return word.lower() if _COMMON_WORDS.fullmatch(word) and not word.isupper() else {"api": "API"}.get(word, word)


def _snake(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words).strip("_")


def _issuer(provider: str, name: str) -> str:
    """Return the provider as its own title writes it ("GitHub" for ``github``), or the id's word."""
    if provider in _ISSUERS:
        return _ISSUERS[provider]
    wanted = provider.replace("_", "")
    words = name.split()
    for length in range(1, min(len(words), 4) + 1):
        spelled = " ".join(words[:length])
        if re.sub(r"[^a-z0-9]", "", spelled.lower()) == wanted:
            return spelled
    return provider.replace("_", " ").title()
