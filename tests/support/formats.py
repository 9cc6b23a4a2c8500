"""Secrets in the formats of our own rules, put together at run time so that a scan of this project stays clean."""

from __future__ import annotations

import base64
import random
import string
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_B62: Final = string.ascii_letters + string.digits
_URL: Final = _B62 + "-_"
_HEX: Final = "0123456789abcdef"
_LOW: Final = string.ascii_lowercase + string.digits


def drawn(count: int, alphabet: str = _B62, seed: int = 5) -> str:
    """Return so many characters, the same in every run, with a letter at both ends."""
    chance = random.Random(seed * 1000 + count)  # noqa: S311 - opens nothing
    letters = [letter for letter in alphabet if letter.isalpha()]
    return chance.choice(letters) + "".join(chance.choices(alphabet, k=count - 2)) + chance.choice(letters)


def uuid(seed: int = 5) -> str:
    """Return a UUID of random digits."""
    digits = drawn(32, _HEX, seed)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _pem_in_base64() -> str:
    body = base64.b64encode(random.Random(3).randbytes(300))  # noqa: S311 - opens nothing
    return base64.b64encode(b"-----BEGIN RSA PRIVATE " + b"KEY-----\n" + body).decode()


_SALT: Final = drawn(22, _B62 + "./")

FORMATS: Final[dict[str, Callable[[], str]]] = {
    "netallion.akamai-edgegrid-token": lambda: f"akab-{drawn(16, _LOW)}-{drawn(16, _LOW, 6)}",
    "netallion.alibaba-access-key-id": lambda: "LTA" + "I5t" + drawn(18),
    "netallion.android-build-config-secret": lambda: f'buildConfigField "String", "MAPS_KEY", "\\"{drawn(32)}\\""',
    "netallion.asana-personal-access-token": lambda: f"1/{'1203' * 4}:{drawn(32, _HEX)}",
    "netallion.aws-access-key-id": lambda: "AK" + "IA" + drawn(16, string.ascii_uppercase + "234567"),
    "netallion.aws-appsync-api-key": lambda: "da2-" + drawn(26, _LOW),
    "netallion.aws-mws-token": lambda: "amzn.mws." + uuid(),
    "netallion.azure-devops-token.1": lambda: drawn(76) + "AZ" + "DO" + "a1B2",
    "netallion.azure-devops-token.2": lambda: f"azure devops: {drawn(52, string.ascii_lowercase + '234567')}",
    "netallion.azure-functions-key": lambda: f"https://a.azurewebsites.net/api/f?code={drawn(54)}==",
    "netallion.azure-identifiable-key": lambda: drawn(76) + "+A" + "St" + drawn(6) + "==",
    "netallion.azure-shared-access-key": lambda: f"Name=x;SharedAccessKey={drawn(43)}=",
    "netallion.azure-shared-access-signature": lambda: f"/b?sv=2022-11-02&ss=b&srt=o&sp=r&sig={drawn(43)}%3D",
    "netallion.azure-storage-account-key": lambda: f"AccountName=x;AccountKey={drawn(86)}==;",
    "netallion.bip39-recovery-phrase": lambda: (
        "mnemonic: " + " ".join(("legal", "winner", "thank", "year", "wave", "sausage") * 2)
    ),
    "netallion.braintree-access-token": lambda: f"access_token$production${drawn(16, _LOW)}${drawn(32, _HEX)}",
    "netallion.branch-secret": lambda: "secret_live_" + drawn(32),
    "netallion.circleci-api-token": lambda: f"CCIPAT_{drawn(22)}_{drawn(40, _LOW)}",
    "netallion.contentful-personal-access-token": lambda: "CFPAT-" + drawn(43, _URL),
    "netallion.dependencytrack-api-key": lambda: "odt_" + drawn(32),
    "netallion.discord-bot-token": lambda: f"M{drawn(25)}.{drawn(6)}.{drawn(38)}",
    "netallion.discord-webhook": lambda: f"https://discord.com/api/webhooks/{'1203' * 4}12/{drawn(68)}",
    "netallion.django-secret-key": lambda: "django-insecure-" + drawn(50, _LOW + "!@$%^&*(-_=+)"),
    "netallion.doppler-token": lambda: "dp.audit." + drawn(43),
    "netallion.dotnet-network-credential": lambda: f'new NetworkCredential("me@corp.io", "{drawn(16)}")',
    "netallion.dropbox-short-lived-token": lambda: "sl." + drawn(136, _URL),
    "netallion.firebase-messaging-server-key": lambda: f"AAAA{drawn(7)}:APA91b{drawn(134)}",
    "netallion.generic-connection-string": lambda: f"Server=db;User ID=app;Password={drawn(14)};Encrypt=True",
    "netallion.generic-credential-uri": lambda: "rediss" + f"://app:{drawn(20)}@cache.corp.io:6380/1",
    "netallion.generic-jdbc-password": lambda: f"jdbc:mysql://db.corp.io/app?useSSL=true&password={drawn(14)}",
    "netallion.generic-node-url-key": lambda: "https://eth-mainnet.g.alchemy.com/v2/" + drawn(32),
    "netallion.generic-password-hash.1": lambda: f"$2b$12${drawn(53, _B62 + './')}",
    "netallion.generic-password-hash.2": lambda: f"$6${_SALT[:16]}${drawn(86, _B62 + './')}",
    "netallion.generic-password-hash.3": lambda: f"$argon2id$v=19$m=65536,t=3,p=4${_SALT}${drawn(43)}",
    "netallion.generic-password-hash.4": lambda: f"pbkdf2_sha256$600000${_SALT}${drawn(43)}=",
    "netallion.generic-password-sentence": lambda: f"The password for user 'x' is '{drawn(12)}'.",
    "netallion.generic-private-key-base64": _pem_in_base64,
    "netallion.google-chat-webhook": lambda: (
        f"https://chat.googleapis.com/v1/spaces/{drawn(11)}/messages?key={drawn(39)}&token={drawn(43)}"
    ),
    "netallion.google-oauth-access-token": lambda: "ya29." + drawn(60, _URL),
    "netallion.google-oauth-client-id": lambda: f"123905770421-{drawn(32, _LOW)}.apps.googleusercontent.com",
    "netallion.google-oauth-client-secret": lambda: "GOCS" + "PX-" + drawn(28),
    "netallion.google-oauth-refresh-token": lambda: "1/" + "/0" + drawn(60, _URL),
    "netallion.http-basic-credentials": lambda: "Authorization: Basic " + base64.b64encode(b"app:hG7kq92Lmz").decode(),
    "netallion.http-bearer-token": lambda: f"Authorization: Bearer {drawn(24)}",
    "netallion.hubspot-private-app-token": lambda: "pat-na1-" + uuid(),
    "netallion.instagram-access-token": lambda: "IGQ" + "V" + drawn(120),
    "netallion.intercom-access-token": lambda: "dG9" + "rO" + drawn(55) + "=",
    "netallion.jenkins-initial-password": lambda: f"Jenkins initial setup is required. Use:\n\n{drawn(32, _HEX)}\n",
    "netallion.kubernetes-bootstrap-token": lambda: (
        f"kubeadm join 10.0.0.1:6443 --token {drawn(6, _LOW)}.{drawn(16, _LOW)}"
    ),
    "netallion.launchdarkly-key": lambda: "sdk-" + uuid(),
    "netallion.mailchimp-api-key": lambda: drawn(32, _HEX) + "-us12",
    "netallion.mapbox-public-key": lambda: f"pk.eyJ1{drawn(60)}.{drawn(22)}",
    "netallion.mapbox-secret-token": lambda: f"sk.eyJ1{drawn(60)}.{drawn(22)}",
    "netallion.microsoft-teams-webhook-url": lambda: (
        f"https://corp.webhook.office.com/webhookb2/{uuid()}@{uuid(6)}/IncomingWebhook/{drawn(32, _HEX)}/{uuid(7)}"
    ),
    "netallion.netallion-api-key": lambda: "cp" + "f_live_" + drawn(44),
    "netallion.netallion-token": lambda: "cp" + "f_rt_" + drawn(44),
    "netallion.netrc-password": lambda: f"machine api.corp.io login me password {drawn(12)}",
    "netallion.new-relic-license-key": lambda: drawn(36, _HEX) + "NR" + "AL",
    "netallion.new-relic-pixie-key": lambda: "px-api-" + uuid(),
    "netallion.nuget-api-key": lambda: "oy2" + drawn(43, _LOW),
    "netallion.okta-api-token": lambda: f"Authorization: SSWS 00{drawn(40)}",
    "netallion.planetscale-token": lambda: "pscale_tkn_" + drawn(43),
    "netallion.psexec-password": lambda: rf"psexec \\host -u corp\admin -p {drawn(12)} cmd.exe",
    "netallion.redis-client-password": lambda: f"<redis.connection.SSLConnection(db=0,password={drawn(18)},port=1)>",
    "netallion.riot-api-key": lambda: "RGAPI-" + uuid(),
    "netallion.salesforce-session-token": lambda: f"00D{drawn(12)}!{drawn(96)}",
    "netallion.sentry-dsn": lambda: f"https://{drawn(32, _HEX)}@o12.ingest.sentry.io/34",
    "netallion.sentry-token": lambda: "sntryu_" + drawn(64, _HEX),
    "netallion.square-secret": lambda: "sq0" + "csp-" + drawn(43),
    "netallion.sshpass-password": lambda: f"sshpass -p '{drawn(12)}' ssh host",
    "netallion.stackhawk-api-key": lambda: f"hawk.{drawn(20)}.{drawn(20, seed=6)}",
    "netallion.stripe-webhook-secret": lambda: "whsec_" + drawn(32),
    "netallion.tailscale-key": lambda: f"tskey-auth-{drawn(12)}-{drawn(32)}",
    "netallion.teamcity-access-token": lambda: f"eyJ0eXAiOiAi{'VENWMiJ9'}.{drawn(36)}.{drawn(48)}",
    "netallion.telegram-bot-token": lambda: f"4839574812:AA{drawn(33)}",
    "netallion.tencent-secret-id": lambda: "AK" + "ID" + drawn(32),
    "netallion.truenas-api-key": lambda: f'"params": ["8-{drawn(64)}"]',
    "netallion.vk-access-token": lambda: "vk1.a." + drawn(120, _URL),
    "netallion.volcengine-access-key-id": lambda: "AK" + "LT" + drawn(44),
    "netallion.zapier-webhook": lambda: f"https://hooks.zapier.com/hooks/catch/1234567/{drawn(7)}",
}
"""A maker for every rule of our own, by its id in the rule files."""
