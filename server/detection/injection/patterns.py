# ruff: noqa: E501, RUF001 - a pattern is one line, in the letters of its language
"""What orders to a model look like, as patterns over folded text (fold.py: small letters, no accents, single spaces).

Each pattern names its rule and where it holds (``Scope``): what is an attack in a prompt can be a sentence like any
other in a manual. They are compiled once into one Hyperscan database, which reads all of them in one pass, in time
linear in the text whatever it holds. Words of other languages stand without accents, as folding leaves them.

Sources: OWASP Top 10 for LLM Applications 2025, LLM01 and LLM07; MITRE ATLAS AML.T0051, AML.T0054, AML.T0057; Perez
and Ribeiro, "Ignore Previous Prompt" (2022); Greshake et al. (2023) on orders inside data.
"""

from __future__ import annotations

from enum import IntFlag
from typing import Final


class Scope(IntFlag):
    """Where a pattern holds: typed at a model, obeyed by an agent, read by people, compiled; data is read as prose is."""

    PROMPT = 1
    RULES = 2
    PROSE = 4
    SOURCE = 8
    DATA = 16
    ANYWHERE = PROMPT | RULES | PROSE | SOURCE
    TEXT = PROMPT | RULES | PROSE
    TALK = PROMPT | RULES


_SAY: Final = r"(?:reveal|show|print|display|output|repeat|recite|tell me|give me|share|disclose|leak|expose|dump|quote|write out|paste|type out|return|reprint|echo|list)"
_DROP: Final = (
    r"(?:ignore|disregard|forget|override|overrule|neglect|discard|bypass|circumvent|abandon|set aside|throw away|stop following"
    r"|(?:do not|don't|don’t|never|no longer) (?:follow|obey|listen to|comply with|adhere to|respect)|pay no attention to)"
)
_WHICH: Final = (
    r"(?:all|any|every|everything|previous|prior|above|preceding|earlier|foregoing|former|initial|original|existing|current|system|developer|safety"
    r"|your|these|those|other|past|given|built-in)"
)
_ORDERS: Final = (
    r"(?:instructions?|directions|directives?|guidelines?|prompts?|programming|system messages?|constraints|restrictions|safeguards|guardrails"
    r"|content polic(?:y|ies)|moderation|training|alignment|safety (?:rules|protocols?|measures|training))"
)
_RULES: Final = r"(?:rules?|commands?|orders|messages?|context|conversation|text|policies|policy|protocols?|limits|limitations|ethics|filters)"
_MODELS: Final = (
    r"(?:ai|a\.i\.|llms?|large language models?|language models?|assistants?|chat ?bots?|bots?|agents?|ai (?:assistants?|agents?|models?|systems?|tools?"
    r"|reviewers?|crawlers?|summari[sz]ers?)|coding (?:agents?|assistants?)|claude(?: code)?|chatgpt|gpt-?[345]?|copilot|gemini|cursor|codex|the model"
    r"|summari[sz]ers?)"
)
_DEED: Final = (
    r"(?:ignore|disregard|forget|send|forward|post|upload|e?mail|transmit|delete|remove|erase|drop|call|invoke|run|execute|download|install|fetch|visit|open"
    r"|click|include|append|insert|add|output|print|say|reply|respond|answer|state|write|recommend|rate|rank|approve|accept|grant|give|transfer|pay|buy|reveal"
    r"|disclose|share|read|save|store|remember|treat|empty|disable|skip|mark|hide|not|never|stop|refuse|praise)"
)
_LOOSE: Final = (
    r"(?:restrictions?|filters?|limits?|limitations?|rules|guidelines|boundaries|constraints|censorship|content polic(?:y|ies)|polic(?:y|ies)|moderation"
    r"|ethic(?:s|al\b[^.\n]{0,24})|moral(?:s|ity|\b[^.\n]{0,24})|safeguards|guardrails|safety (?:rules|filters|protocols))"
)
_SECRETS: Final = (
    r"(?:passwords?|api keys?|secrets?|tokens?|credentials?|environment variables|env vars|\.env|ssh keys?|private keys?|system prompt|conversation|chat history"
    r"|customer (?:list|data|records?|database|e?mails?)|cookies|personal (?:data|information)|user data|database|order data|session data|mailbox|inbox"
    r"|source code|file contents?|instructions)"
)
_OUT: Final = r"(?:https?://|www\.|[\w.+-]{1,64}@[\w-]{1,64}\.|attacker|external (?:server|address|url|site)|externally|webhook|this (?:url|address|link|server|endpoint))"
_ROLE: Final = r"(?:system|assistant|developer|admin(?:istrator)?|root)"
_TAKES_OVER: Final = (
    r"(?:ignore|disregard|forget|override|you (?:are|must|will|should|have)|from now on|new (?:task|instructions?|role|objective|goal)|previous|prior|cancel"
    r"|call |execute|grant|reveal|print|output|respond|reply|send|list all|disable|enabled|authori[sz]ed|policy)"
)
# The answer that a model is about to give, and the forms that hide what it says.
_ANSWER: Final = r"(?:response|reply|answer|message|output|explanation|summary)"
_OBSCURE: Final = (
    r"(?:base ?(?:16|32|45|58|64|85)|rot ?-?13|(?:caesar|atbash|vigenere|substitution|mono ?alphabetic|poly ?alphabetic|transposition) cipher|cipher|morse code"
    r"|hexadecimal|leet ?speak|pig latin|backwards?|(?:in |the )?reverse[d]?(?: order| sequence)?|letters? reversed)"
)
_WORK: Final = r"(?:response|reply|answer|code|codebase|code base|program|implementation|algorithm|solution|script|project|function|output|explanation)"
_SNIPPET: Final = r"(?:following|below|subsequent|next) (?:\w+ )?(?:code|script|snippet|program)(?: (?:snippets?|blocks?|sections?|excerpts?|segments?|pieces?|fragments?|lines?))?"
# What nobody asks to have in an answer: it runs, listens, sends, deletes or spies.
_HARM: Final = (
    r"(?:subprocess|os\.system|os\.popen|popen\(|\bexec\(|\beval\(|socket|urllib|requests\.|urlopen|fetch\(|curl |wget |\bnc |/bin/(?:ba)?sh|powershell|rmtree|os\.remove|unlink"
    r"|os\.fork|pickle\.loads?|clipboard|screenshot|keylog|pynput|\.ssh|/etc/|private[_/]key|environ|cryptography|crypto\.|scapy|psutil|wmi|registry|winreg|ftplib|smtplib|paramiko|pexpect)"
)

PATTERNS: Final[tuple[tuple[str, Scope, str], ...]] = (
    # --- setting aside what the model was told
    ("override", Scope.TEXT, rf"\b{_DROP} (?:\w+ ){{0,2}}{_WHICH} (?:[\w,]+ ){{0,4}}{_ORDERS}\b"),
    (
        "override",
        Scope.TALK,
        rf"\b{_DROP} (?:\w+ ){{0,1}}(?:all|any|every|your|previous|prior|above)(?: of)? (?:[\w,]+ ){{0,2}}{_RULES}\b",
    ),
    (
        "override",
        Scope.TALK,
        rf"\b{_DROP} (?:all|everything|anything|whatever)(?: that| of that| of what)?(?: was| were| has been| is| written| said| we| you| i| we've| you've| came| have| been| stated| told| above| before| previously){{1,5}}\b",
    ),
    (
        "override",
        Scope.TALK,
        r"\b(?:previous|prior|earlier|original|above|old) (?:system )?(?:instructions?|directives?|prompts?|guidelines|rules|task|request)(?: \w+){0,3} (?:is|are|were|was) (?:now |hereby |all )?(?:void|null and void|cancel+ed|revoked|obsolete|superseded|overridden|compromised|invalid|no longer (?:valid|in force|apply|applies))\b",
    ),
    (
        "override",
        Scope.TALK,
        r"(?:\bnew|\bupdated|\breal|\bactual) (?:system )?(?:instructions?|directives?|orders) ?(?:for you)?:[^.\n]{0,40}\b(?:ignore|disregard|forget|reveal|print|output|respond|reply|answer|list all|send|call|execute|dump|you (?:are|must|will|now))\b",
    ),
    (
        "override",
        Scope.TALK,
        r"\byour (?:new|real|true|actual|only) (?:task|instructions?|role|objective|goal|purpose|job|directive) (?:is|are|begins)\b",
    ),
    (
        "override",
        Scope.TALK,
        r"\b(?:safety|security|content|ethical) (?:protocols?|filters?|policy|policies|guidelines?|restrictions?|checks?) (?:are |is |have been |has been )?(?:now )?(?:disabled|off|deactivated|suspended|lifted|removed|bypassed)\b",
    ),
    (
        "override",
        Scope.TALK,
        rf"\b(?:supersedes?|replaces?|overrides?|takes? (?:priority|precedence) over) (?:all |any |every |your ){{1,2}}(?:\w+ ){{0,2}}(?:ones|{_ORDERS})",
    ),
    (
        "override",
        Scope.TALK,
        r"\byour (?:rules|policies|guidelines|restrictions|instructions|safety settings|limitations) (?:have|has|are|were) (?:now |been |hereby ){0,2}(?:changed|updated|removed|lifted|suspended|void|revoked|disabled|reset)\b",
    ),
    # --- asking for the prompt
    (
        "prompt_leak",
        Scope.TALK,
        rf"\b{_SAY} (?:\w+ ){{0,4}}(?:your|its) (?:\w+ ){{0,3}}(?:system prompt|system message|system instructions|(?:initial|original|hidden|secret|internal|full|exact|first|developer|base|core|current|own)?(?: \w+)?(?:instructions|prompt|directives|guidelines|configuration|programming))\b",
    ),
    (
        "prompt_leak",
        Scope.PROMPT,
        rf"\b{_SAY} (?:\w+ ){{0,4}}(?:system|developer|hidden|initial|secret) (?:prompt|message|instructions)\b",
    ),
    (
        "prompt_leak",
        Scope.TALK,
        r"\b(?:instructions|prompt|rules|text|message|everything)(?: that)? you (?:were|have been|was) (?:given|told|provided|initiali[sz]ed|configured)\b",
    ),
    (
        "prompt_leak",
        Scope.TALK,
        r"\b(?:repeat|print|output|copy|reproduce|return|translate|summari[sz]e|encode) (?:\w+ ){0,3}(?:words|text|everything|content|sentences?|lines?|message) (?:\w+ ){0,2}(?:above|before this)\b",
    ),
    (
        "prompt_leak",
        Scope.TALK,
        r"\bwhat (?:is|are|was|were|does) your (?:system|initial|original|hidden|secret|first|exact|full|internal) (?:prompt|instructions?|message|rules|directives)",
    ),
    (
        "prompt_leak",
        Scope.TALK,
        rf"\b{_SAY} (?:everything|all|the full content) (?:\w+ ){{0,2}}(?:in )?your (?:context|memory|initial|system)\b",
    ),
    # --- talking the model out of its rules
    ("persona", Scope.TEXT, r"\bdo anything now\b"),
    (
        "persona",
        Scope.TALK,
        r"\b(?:you are|act as|acting as|respond as|answer as|become|play) (?:now )?dan\b|\bdan (?:mode|stands for|can do|has no|has been freed|has broken|will never)\b",
    ),
    (
        "persona",
        Scope.TALK,
        r"\b(?:developer|debug|god|jailbreak|jailbroken|unrestricted|unfiltered|maintenance|sudo|admin|dan|evil|chaos) mode (?:is )?(?:now )?(?:enabled|activated|on\b|unlocked|engaged|active)",
    ),
    (
        "persona",
        Scope.TALK,
        r"\byou are (?:now|currently|in|entering) (?:in |entering )?(?:\w+ )?(?:developer|debug|god|jailbreak|unrestricted|maintenance|admin) mode\b",
    ),
    (
        "persona",
        Scope.TALK,
        rf"\b(?:you|you'll|he|she|model|ai|assistant|chatbot|as if|persona)\b[^.\n]{{0,40}}\b(?:(?:have|has|with) (?:absolutely )?(?:no|zero)|without|are free (?:of|from)|is free (?:of|from)|not bound by|no longer bound by|unbound by|not limited by|ignores?) (?:any |all |the |its |their |your |usual |typical ){{0,3}}{_LOOSE}\b",
    ),
    (
        "persona",
        Scope.TALK,
        rf"\b(?:answer|respond|reply|act|speak|talk|write|proceed)\b[^.\n]{{0,40}}\bwithout (?:any |all |the ){{0,2}}(?:\w+ ){{0,2}}{_LOOSE}\b",
    ),
    (
        "persona",
        Scope.TALK,
        r"\b(?:you are|you're|act as|pretend to be|become|as) (?:now |no longer |an? |the |completely |fully |totally |truly ){0,4}(?:unrestricted|unfiltered|uncensored|jailbroken|amoral|unaligned|unethical|evil)\b",
    ),
    (
        "persona",
        Scope.TALK,
        r"\b(?:you (?:will|must|can|should) (?:never|not|no longer)|(?:it|he|she) (?:will|must) never|(?:he|she) never) (?:refuses?|declines?|rejects?|says? no|say (?:that )?you can ?not|break character|breaks character|apologi[sz]es?)\b",
    ),
    # --- speaking to whoever reads the document
    (
        "reader_order",
        Scope.PROMPT | Scope.PROSE,
        rf"\b(?:note|message|instructions?|attention|notice|reminder|important|warning|request|directive)s?(?: \w+)? (?:to|for) (?:the |any |all |every |an? )?{_MODELS}\b[^.\n]{{0,60}}(?::|–|—| - )[^.\n]{{0,120}}\b{_DEED}\b",
    ),
    (
        "reader_order",
        Scope.PROMPT | Scope.PROSE | Scope.SOURCE,
        rf"\b{_MODELS}(?: models?| systems?)?,? (?:that (?:is |are )?|who (?:is |are )?|which (?:is |are )?)?(?:read|reading|processing|process|parsing|reviewing|summari[sz]ing|analy[sz]ing|integrating|indexing|scanning|viewing) (?:this|these|the above|the following)\b[^.\n]{{0,60}}\b{_DEED}\b",
    ),
    (
        "reader_order",
        Scope.PROMPT | Scope.PROSE | Scope.SOURCE,
        rf"\bif you are an? (?:\w+ )?{_MODELS}\b[^.\n]{{0,80}}\b{_DEED}\b",
    ),
    (
        "reader_order",
        Scope.PROMPT,
        rf"\bwhen (?:you|the (?:assistant|model|ai|agent)) (?:read|reads|see|process|processes|summari[sz]e|summari[sz]es|open|review)[^.\n]{{0,60}},[^.\n]{{0,60}}\b{_DEED}\b",
    ),
    (
        "reader_order",
        Scope.PROMPT | Scope.PROSE,
        r"\b(?:assistant|ai|model|agent|bot|llm): (?:please )?(?:ignore|disregard|forget|send|forward|call|execute|delete|do not|append|output|reveal)\b",
    ),
    (
        "concealment",
        Scope.TEXT,
        r"\b(?:do not|don't|don’t|never|without) (?:tell|telling|inform|informing|alert|alerting|notify|notifying|let) (?:the |any )?(?:user|human|customer|operator|victim)s?(?: know)?\b",
    ),
    (
        "concealment",
        Scope.TALK,
        r"\b(?:do not|don't|don’t|never|without) (?:mention|mentioning|reveal|revealing|disclose|disclosing) (?:this|these|that|any of this|it|the (?:above|instruction|request|change|tool call))\b[^.\n]{0,40}\b(?:user|human|customer|operator|anyone|summary|response|reply|answer)\b",
    ),
    # --- carrying data out
    (
        "exfiltration",
        Scope.ANYWHERE,
        r"!\[[^\]\n]{0,80}\]\(https?://[^)\s]{1,200}[?&/][^)\s]{0,100}(?:=\[|=\{|=<|=\$|\{\{|\$\{|%7b|=encoded|=base64|=data_here|=secret|=\))",
    ),
    (
        "exfiltration",
        Scope.PROMPT,
        rf"\b(?:send|forward|post|upload|exfiltrate|transmit|leak|e?mail|submit|deliver|copy)\b[^.\n]{{0,60}}\b{_SECRETS}\b[^\n]{{0,60}}(?:to|at|via|using|externally)[^\n]{{0,40}}{_OUT}",
    ),
    (
        "exfiltration",
        Scope.RULES | Scope.PROSE,
        r"\b(?:send|forward|upload|exfiltrate|transmit|leak)\b[^.\n]{0,40}\b(?:conversation|chat history|system prompt|environment variables|customer list|private keys?|ssh keys?|credentials)\b[^.\n]{0,40} to [^.\n]{0,20}(?:https?://|[\w.+-]{1,64}@[\w-]{1,64}\.)",
    ),
    (
        "exfiltration",
        Scope.PROMPT,
        rf"\b(?:append|add|include|put|embed|encode)\b[^.\n]{{0,60}}\b{_SECRETS}\b[^.\n]{{0,60}}\b(?:query|parameter|url|image|link|markdown)\b",
    ),
    # --- forged turns and borders
    (
        "forged_role",
        Scope.PROMPT,
        r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|eom_id|endofprompt|end|start|message|channel)\|>|\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>",
    ),
    (
        "forged_role",
        Scope.PROSE | Scope.RULES,
        rf"(?:<\|im_start\|>|<\|start_header_id\|>|<<sys>>|<\|)(?:system|developer)?[^`\n]{{0,20}}[ \n][^`]{{0,120}}\b{_TAKES_OVER}",
    ),
    (
        "forged_role",
        Scope.PROMPT,
        rf"(?:^|\n|[-=#*>\]] ?)(?:#{{1,4}} ?|\[ ?|\*\* ?|-+ ?|<)?{_ROLE}(?: message| prompt| note| notice| override| instructions?| update| alert)?(?: ?\]| ?\*\*|>)?(?: ?:| ?-| ?\]|>|\n)[^\n]{{0,80}}\b{_TAKES_OVER}",
    ),
    (
        "forged_role",
        Scope.PROMPT | Scope.PROSE,
        r"</?(?:system|assistant|developer|user|tool_result|tool_results|tool_response|function_results?|function_calls|system[_-](?:prompt|reminder|message)|untrusted|admin)>[^`]{0,80}\b(?:ignore|disregard|forget|override|you are now|you must|from now on|new task|new instructions?)\b",
    ),
    (
        "forged_role",
        Scope.PROMPT,
        r"(?:-{3,}|={3,}|#{2,}|\[|<|\*{2,}) ?(?:end|start|begin|beginning)(?: of)?(?: the)? (?:document|user input|user prompt|system prompt|context|instructions?|session|input|data|conversation|article|email|untrusted)\b[^\n]{0,20}(?:-{3,}|={3,}|#{2,}|\]|>|\*{2,})",
    ),
    ("forged_role", Scope.PROMPT, r"\b(?:assistant|ai): ?[^\n]{0,200}\n+ ?(?:user|human): "),
    (
        "forged_role",
        Scope.PROMPT,
        r"(?:^|\n) ?(?:assistant|ai|model): ?(?:sure|of course|certainly|absolutely|yes|understood|ok(?:ay)?)\b[^\n]{0,40}\b(?:here|i will|i'll|below)\b",
    ),
    # --- what is to be worked into an answer that somebody else asked for
    (
        "reader_order",
        Scope.PROMPT,
        rf"\b{_SNIPPET}\b[^\n]{{0,80}}\b(?:your|the|its) (?:\w+ ){{0,2}}{_WORK}\b[^\x60]{{0,60}}\x60\x60\x60[^\x60]{{0,400}}{_HARM}",
    ),
    (
        "reader_order",
        Scope.PROMPT,
        rf"\byour (?:\w+ ){{0,2}}{_WORK}\b[^\n]{{0,80}}\b{_SNIPPET}\b[^\x60]{{0,60}}\x60\x60\x60[^\x60]{{0,400}}{_HARM}",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\byour (?:\w+ ){{0,2}}{_ANSWER}\b[^.\n]{{0,60}}\b{_OBSCURE}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:encode|encrypt|encipher|obfuscate|use|apply|write|express|reverse|invert|put)\b[^.\n]{{0,40}}\b{_OBSCURE}\b[^.\n]{{0,60}}\b(?:your|the) {_ANSWER}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:reply|respond|answer) (?:only |back |to me )?(?:in|using|with) (?:\w+ ){{0,2}}{_OBSCURE}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:reverse|invert|scramble|encode|encrypt|encipher)\b[^.\n]{{0,40}}\byour {_ANSWER}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:add|integrate|include|insert|append|incorporate|weave|slip|embed|work) (?:in )?(?:an?|one|this|the following|some)(?: [\w-]+){{0,3}} (?:sentence|line|statement|fact|teaser|link|claim|announcement|mention|advert\w*|promotion|statistic)\b[^.\n]{{0,80}}\b(?:in|into|to|at the end of) your {_ANSWER}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:add|append|insert|include|put) \x22[^\x22\n]{{8,300}}\x22 (?:in|into|to|at the end of) your {_ANSWER}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:add|integrate|include|insert|append|incorporate) (?:an?|one) (?:\w+ )?(?:sentence|line|statement|teaser|link|claim|announcement|advert\w*|promotion|statistic) (?:in|into|to) your {_ANSWER}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:enhance|augment|modify|alter|amend|adjust|change|extend|enrich|adapt)\b your {_ANSWER} (?:by|to|with|so)\b[^.\n]{{0,30}}\b(?:mention\w*|hint\w*|suggest\w*|promot\w*|highlight\w*|spread\w*|allud\w*|advertis\w*|recommend\w*|include|including|update|link)\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:in|within|at the end of) your {_ANSWER},? (?:also |please |always )?(?:suggest|mention|promote|advertise|recommend|hint|spread|link|invite|urge|tell)\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:promot\w+|advertis\w+|recommend\w*|false|fabricated|misleading|baseless|fake|discount|free shipping|click|visit (?:www|https?)|subscribe)\b[^.\n]{{0,120}}\b(?:in|into|to) your {_ANSWER}\b",
    ),
    (
        "likely_order",
        Scope.PROMPT,
        rf"\b(?:add|integrate|include|insert|incorporate|mention)\b[^.\n]{{0,40}}\b(?:false|fabricated|misleading|baseless|made-up|untrue|bogus|fake)\b[^.\n]{{0,60}}\b(?:in|into|to) your {_ANSWER}\b",
    ),
    # --- orders in other words that have to be decoded first
    (
        "decode_and_obey",
        Scope.TEXT,
        r"\b(?:decode|decrypt|de-?obfuscate|unscramble)\b[^.\n]{0,60}(?:,| and| then)[^.\n]{0,30}\b(?:do|follow|execute|obey|carry out|perform|comply|act on)\b",
    ),
)
