# ruff: noqa: E501, RUF001 - a pattern is one line, in the letters of its language
"""The same orders in other languages: setting instructions aside, asking for the prompt, promising no limits.

Written without accents, as folding leaves the words; patterns for languages that are written without spaces allow for
what stands between the words. All hold where people talk to a model (``Scope.TALK``).
"""

from __future__ import annotations

import re
from typing import Final

_GAP: Final = r"[^.!?\n]{0,40}"

# verb of setting aside, what it is about
_OVERRIDE: Final = (
    # Spanish, Portuguese, Italian
    (r"(?:ignor[ae]n?|olvid[ae]n?|descart[ae]|omit[ae]|no sigas|haz caso omiso de|desobedece|anul[ae])", r"(?:instrucciones|reglas|indicaciones|directrices|restricciones|ordenes anteriores|lo anterior)"),
    (r"(?:ignor[ae]|esquec[ae]|desconsider[ae]|descart[ae]|nao siga)", r"(?:instrucoes|regras|diretrizes|restricoes|orientacoes)"),
    (r"(?:ignora|dimentica|trascura|scorda|non seguire|annulla|disattendi)", r"(?:istruzioni|regole|direttive|restrizioni|indicazioni)"),
    # French
    (r"(?:ignor(?:e|ez|er)|oubli(?:e|ez|er)|ne (?:suis|suivez) (?:pas|plus)|ne tiens? (?:pas|plus) compte|neglige[rz]?|contourne[rz]?)", r"(?:instructions|consignes|regles|directives|restrictions)"),
    # German, Dutch
    (r"(?:ignorier(?:e|en|t)?|vergiss|vergessen sie|missachte[nt]?|uberschreib(?:e|en)|umgeh(?:e|en)|befolge nicht|verwirf)", r"(?:anweisung(?:en)?|regeln|vorgaben|richtlinien|befehle|beschrankungen|instruktionen|systemanweisungen)"),
    (r"(?:negeer|vergeet|omzeil)", r"(?:instructies|regels|richtlijnen|opdrachten|beperkingen)"),
    # Polish, Turkish, Indonesian, Vietnamese
    (r"(?:zignoruj|ignoruj|zapomnij(?: o)?|pomin)", r"(?:instrukcj[ei]|zasad[y]?|polecen(?:ia|)|ograniczen(?:ia|))"),
    (r"(?:abaikan|lupakan)", r"(?:instruksi|perintah|aturan)"),
    # Russian, Ukrainian
    (r"(?:игнорируи(?:те)?|проигнорируи(?:те)?|забудь(?:те)?|не следуи(?:те)?|отмени(?:те)?|игнорируй|забудь)", r"(?:инструкци|указани|правила|ограничени|команд)"),
    (r"(?:ігноруи|ігноруй|забудь)", r"(?:інструкці|правила|вказівк|iнструкцi)"),
    # Chinese
    (r"(?:忽略|无视|無視|忘记|忘記|不要遵守|不要理会|抛开|覆盖|跳过)", r"(?:指令|指示|规则|規則|提示词|提示|限制|设定|要求|约束)"),
)  # fmt: skip

# the object before the verb
_OVERRIDE_LAST: Final = (
    (r"(?:talimat|kural|yonerge|komut|kisitlama)\w{0,14}", r"(?:yok say|unut|gormezden gel|iptal|gecersiz)"),
    (r"(?:指示|ルール|命令|プロンプト|制限|制約)", r"(?:無視|忘れ|従わな|破棄)"),
    (r"(?:지시|규칙|명령|프롬프트|제한)", r"(?:무시|잊)"),
    (r"(?:निर्देश|नियम)", r"(?:अनदेखा|नज़रअंदाज|भूल)"),
)

_ARABIC: Final = r"(?:تجاهل|انس|تجاهلي)[^.\n]{0,40}(?:التعليمات|القواعد|الأوامر|التوجيهات)"
_PERSIAN: Final = r"(?:نادیده بگیر|فراموش کن)|(?:دستورالعمل|دستورات|قوانین)[^.\n]{0,40}(?:نادیده|فراموش)"

_LEAK: Final = (
    (r"(?:muestra|revela|dime|imprime|ensena|repite|mostra|rivela|dimmi|stampa|ripeti|mostre|revele|diga|repita)", r"(?:prompt (?:del |de |do |di )?sist?ema?|prompt d[ei]l? sistema|(?:tus|le tue|suas|sus) (?:instrucciones|istruzioni|instrucoes)|mensaje (?:del|de) sistema|instrucciones (?:del|de) sistema|istruzioni di sistema|system prompt|configuracion interna)"),
    (r"(?:montre|affiche|revele[rz]?|dis-moi|donne|repete|montrez|revelez|affichez)", r"(?:prompt systeme|message systeme|(?:tes|vos) instructions|instructions systeme|system prompt|consignes initiales)"),
    (r"(?:zeig(?:e|en)?|verrat(?:e|en)?|nenne|gib|drucke|wiederhole|offenbare|sag mir)", r"(?:system-?prompt|systemanweisung(?:en)?|deine (?:\w+ )?(?:anweisungen|instruktionen|vorgaben)|systemnachricht|interne[n]? (?:daten|anweisungen))"),
    (r"(?:покажи|раскрои|раскрой|выведи|напиши|повтори)", r"(?:системн\w{2,4} (?:промпт|сообщени|инструкци|подсказк)|свои инструкции)"),
    (r"(?:显示|输出|告诉我|透露|打印|重复|泄露|公开)", r"(?:系统提示|系统指令|系统消息|初始指令|提示词|你的指令)"),
    (r"(?:system prompt|sistem istem\w{0,6}|sistem talimat\w{0,8}|sistem mesaj\w{0,6}|システムプロンプト|시스템 프롬프트)", r"(?:goster|acikla|yaz|tekrarla|表示|教え|出力|見せ|보여|출력|알려)"),
)  # fmt: skip

_PERSONA: Final = (
    r"\b(?:sin|sem) (?:ningun[a]? |nenhum[a]? |mas )?(?:restricciones|restricoes|limites|filtros?|censura|reglas|regras)\b",
    r"\bsans (?:aucune? )?(?:restrictions?|limites?|filtres?|censure|regles)\b",
    r"\bohne (?:jegliche |alle )?(?:einschrankungen|beschrankungen|filter|regeln|zensur|grenzen)\b",
    r"\bsenza (?:alcuna? |nessun[a]? )?(?:restrizioni|limiti|filtri|censura|regole)\b",
    r"\b(?:keine|pas de|plus de|ninguna|nessuna) (?:regeln|einschrankungen|filter|restrictions|regles|restriccion|restricciones|restrizione)\b",
    r"\b(?:uneingeschrankt|unbeschrankt|illimite|ilimitado|illimitato|sin limite)\w{0,2}\b",
    r"без (?:каких-либо )?(?:ограничени|цензур|фильтр|правил)",
    r"(?:没有|不受|无|解除)(?:任何)?(?:限制|约束|审查|过滤|道德)",
    r"(?:制限なし|無制限|フィルターなし|제한 없이|검열 없이|sansursuz|kisitlama(?:sız|siz|lar)|filtresiz|kurallar yok)",
    r"\b(?:modo|mode|modalita|entwicklermodus) (?:desarrollador|developpeur|sviluppatore|desenvolvedor|entwickler)\b|\bentwicklermodus\b|开发者模式|開発者モード|gelistirici modu",
)
UNBOUND: Final = "unbound"
"""The kind of words for no limits: a persona only in a sentence that also has ``TO_A_MODEL``, which is asked after."""

TO_A_MODEL: Final = re.compile(
    r"(?:ahora|eres|responde|actua|tu es|vous etes|reponds|agis|desormais|ab jetzt|du bist|du hast|antworte|verhalte|ora sei|da ora|rispondi|agisci|agora|voce e|responda|теперь|отвечаи|ты |现在|从现在|你|回答|今から|あなた|답해|이제|artik|sen |yanit|cevap)"
)


def patterns() -> tuple[tuple[str, str], ...]:
    """Return pairs of a rule's kind and a pattern."""
    found = [("override", f"{verb}{_GAP}{what}") for verb, what in _OVERRIDE]
    found += [("override", f"{what}{_GAP}{verb}") for what, verb in _OVERRIDE_LAST]
    found += [("override", _ARABIC), ("override", _PERSIAN)]
    found += [("prompt_leak", f"{verb}{_GAP}{what}") for verb, what in _LEAK]
    found += [(UNBOUND, free) for free in _PERSONA]
    return tuple(found)
