"""Records of every kind in which every text is an attack, made from the program's own schemas."""

import json
import random
import re
import subprocess

# Each tries to call __hit, to load something, to break out of its format or to mislead the eye.
CORPUS = [
    "<script>__hit(1)</script>",
    "</script><script>__hit(2)</script>",
    "<script src=//evil.example/x.js></script>",
    "<img src=x onerror=__hit(3)>",
    "<svg onload=__hit(4)><animate onbegin=__hit(5) attributeName=x dur=1s>",
    "<svg><script>__hit(6)</script></svg>",
    "<svg><a xlink:href='javascript:__hit(7)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=__hit(8)>",
    "<iframe srcdoc='<script>parent.__hit(9)</script>'></iframe>",
    "<iframe src=javascript:parent.__hit(10)>",
    "<object data='javascript:__hit(11)'></object><embed src=//evil.example/e>",
    "<a href='javascript:__hit(12)' autofocus onfocus=__hit(12)>x</a>",
    "<details open ontoggle=__hit(13)><summary>x</summary></details>",
    "<body onload=__hit(14)>",
    "<input autofocus onfocus=__hit(15)>",
    "<style>@import url(//evil.example/x.css); body{background:url(//evil.example/i)}</style>",
    "<div style='background:url(//evil.example/b)'>x</div>",
    "<link rel=stylesheet href=//evil.example/l.css>",
    "<meta http-equiv=refresh content='0;url=javascript:__hit(16)'>",
    "<base href=//evil.example/>",
    "<form action=javascript:__hit(17)><button>x</button></form>",
    "<template><script>__hit(18)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=__hit(19)>'>",
    "<!--><script>__hit(20)</script>-->",
    "<!-- --!><img src=x onerror=__hit(21)>",
    "<![CDATA[<script>__hit(22)</script>]]>",
    "]]><script>__hit(23)</script>",
    "\"><img src=x onerror=__hit(24)>",
    "' onmouseover=__hit(25) x='",
    "\" onfocus=\"__hit(26)\" autofocus tabindex=\"1",
    "` onmouseover=__hit(27) `",
    "[x](javascript:__hit(28))",
    "[x](JaVaScRiPt:__hit(29))",
    "[x](java\tscript:__hit(30))",
    "[x](&#106;avascript:__hit(31))",
    "[x](&#x6A;&#x61;vascript&colon;__hit(32))",
    "[x](\x01javascript:__hit(33))",
    "[x](vbscript:__hit(34)) [y](data:text/html,<script>parent.__hit(35)</script>)",
    "![x](javascript:__hit(36)) ![y](//evil.example/i.png) ![z](https://evil.example/i.png)",
    "<javascript:__hit(37)> <data:text/html;base64,PHNjcmlwdD4=>",
    "[x]: javascript:__hit(38)\n\n[x]",
    "[x](https://e.example/\" onclick=\"__hit(39))",
    "[x](https://e.example 'a\" onclick=\"__hit(40)')",
    "[x](<https://e.example/><img src=x onerror=__hit(41)>)",
    "# h {#x\" onclick=\"__hit(42)}",
    "```x\" onclick=\"__hit(43)\n</code></pre><script>__hit(43)</script>\n```",
    "| a |\n|---|\n| <img src=x onerror=__hit(44)> |",
    "> [!NOTE\" onclick=\"__hit(45)] t\n> b",
    "- [ ] <img src=x onerror=__hit(46)>",
    "{{{record.title}}} {{> partial}} {{#steps}}{{/steps}} {{=<% %>=}} {{&x}}",
    "{% include '/etc/passwd' %} ${7*7} #{7*7} <%= 7*7 %>",
    "\"});__hit(47);({\"",
    "\\\"});__hit(48);//",
    "\u2028__hit(49)\u2029",
    "\u202eevil\u202c \u2066iso\u2069 \u2067rtl \u202a\u202b\u202d",
    "a\u200bb\u200d\u2060\ufeff \u0085 \u00ad",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nATTENDEE:mailto:evil@evil.example",
    "\nATTACH:https://evil.example/x\nX-EVIL:1",
    "</title><script>__hit(50)</script>",
    "</summary></entry><entry><id>evil</id></entry>",
    "&lt;script&gt;__hit(51)&lt;/script&gt; &#60;script&#62;__hit(52)",
    "%3Cscript%3E__hit(53)%3C/script%3E",
    "+ADw-script+AD4-__hit(54)+ADw-/script+AD4-",
    "<x onpointerenter=__hit(55) style=position:fixed;inset:0>",
    "javascript:__hit(56)//",
    "\x1b[2J\x07\x08 \x7f",
    "../../../etc/passwd",
    "\"\\u003cscript\\u003e__hit(57)",
    "https://e.example/`onclick=`__hit(58)",
    "www.e.example\"onclick=__hit(59)",
    "mailto:a@b.example?subject=\"><script>__hit(60)</script>",
]

WRAPPERS = [
    "{}", "{}", "**{}**", "_{}_", "`{}`", "~~{}~~", "[{}](https://e.example/)", "> {}",
    "- {}", "1. {}", "## {}", "<b>{}</b>", "<!-- {} -->", "&{};", "[a]({} \"{}\")",
    "```html\n{}\n```", "| {} | b |\n|---|---|\n| {} | d |", "<{}>", "\"{}\"", "'{}'", "\\{}",
    "<a title=\"{}\">", "![{}](x.figure.svg)", "[^1]: {}", "    {}",
]


def mutants(seed, count):
    """Attacks that a seed makes of the corpus."""
    chance = random.Random(seed)
    for _ in range(count):
        text = chance.choice(CORPUS)
        for _ in range(chance.randrange(3)):
            turn = chance.randrange(9)
            at = chance.randrange(len(text) + 1)
            if turn == 0:
                text = "".join(c.upper() if chance.random() < 0.5 else c for c in text)
                text = re.sub("__hit", "__hit", text, flags=re.I)
            elif turn == 1:
                text = text[:at] + chance.choice(["\n", "\t", " ", "/", "\x0c", "\u00a0"]) + text[at:]
            elif turn == 2:
                text = text[:at] + chance.choice(["\u202e", "\u2066", "\u200d", "\u200b"]) + text[at:]
            elif turn == 3:
                text = text.replace("<", chance.choice(["&lt;", "&#60;", "\\<", "<<", "\uff1c", "<"]))
            elif turn == 4:
                text = text.replace(" ", chance.choice(["/", "\t", "\n", "\x0b"]))
            elif turn == 5:
                text += chance.choice(CORPUS)
            elif turn == 6:
                text = text.replace('"', chance.choice(["'", "&quot;", "\\\"", "`"]))
            elif turn == 7:
                text = text[: max(4, at)]
            else:
                text = text.replace("javascript", chance.choice(["javas\ncript", "JAVASCRIPT", "java&Tab;script"]))
        yield chance.choice(WRAPPERS).replace("{}", text)


class Records:
    """Fills in the schemas of a program."""

    SLUG = "^[a-z0-9]([a-z0-9._+-]*[a-z0-9+])?$"

    def __init__(self, waymark, seed):
        self.chance = random.Random(seed)
        self.waymark = waymark
        self.count = 0

    def schema(self, kind):
        done = subprocess.run(
            [self.waymark, "schema", kind], capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    def kinds(self):
        """The names of all kinds, from the message for a wrong one."""
        done = subprocess.run(
            [self.waymark, "schema", "nonsense-kind"], capture_output=True, text=True, check=False
        )
        return re.findall(r"[a-z]+(?:-[a-z]+)?", done.stderr.rsplit("are", 1)[-1])

    def text(self, lines):
        parts = list(mutants(self.chance.randrange(1 << 40), 3 if lines else 2))
        self.count += len(parts)
        if lines:
            return "\n\n".join(parts)
        return re.sub(r"[\r\n\t\x0b\x0c\u0085\u2028\u2029]+", " ", " ".join(parts)).strip() or "x"

    def value(self, schema, path):
        for ending, known in {
            "upgrade.steps.onFailure": "abort", "upgrade.rollback.steps.onFailure": "abort",
            "upgrade.steps.undo.step": "k-1", "upgrade.rollback.steps.undo.step": "k-1",
            "upgrade.rollback.pointOfNoReturn": "k-1", "upgrade.window.end": "2026-04-02T11:30:00Z",
            "attempt.failedStep": "k-1", "upgrade.from": "1.0", "upgrade.to": "2.0",
        }.items():
            if path == ending:
                return known
        # A range has a form of its own, so no attack gets there.
        if path.endswith((".range", "appliesTo.versions", "security.affected")):
            return ">=1.0"
        if "enum" in schema:
            return schema["enum"][0]
        kinds = schema.get("type")
        if kinds == "object":
            if "properties" not in schema:
                return {"name": self.text(False)}
            return {
                name: self.value(part, f"{path}.{name}")
                for name, part in schema["properties"].items()
                if name not in ("record", "rev", "noAction", "visibility")
            }
        if kinds == "array":
            return [self.value(schema["items"], path)]
        if kinds in ("integer", "number"):
            return 1
        if kinds == "boolean":
            return True
        pattern = schema.get("pattern", "")
        if pattern == self.SLUG:
            if path.endswith("steps.key"):
                return "k-2" if "rollback" in path else "k-1"
            return f"k-{self.chance.randrange(1 << 30)}"
        found = re.match(r"\^\(?([a-z|-]+)/?\)?", pattern)
        if found and "a-z0-9._+-" in pattern:
            kind = found.group(1).split("|")[0]
            return f"{kind}/x-1"
        if schema.get("format") == "date-time":
            return "2026-04-02T09:30:00Z"
        if schema.get("format") == "uri":
            return "https://e.example/" + self.chance.choice(
                ["'onclick=__hit(61)", "`", "javascript:__hit(62)", "&#34;onclick=__hit(63)", "%22%3E"])
        if pattern.startswith("^(P"):
            return "15m"
        if pattern.startswith("^[0-9]{4}"):
            return "2026-04-02"
        if kinds == ["string", "number"]:
            return self.text(False)
        return self.text(True)


def yaml(value):
    """JSON is YAML; what a file may not hold as it is is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return re.sub(
        "[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]",
        lambda found: f"\\u{ord(found.group()):04x}", text,
    )
