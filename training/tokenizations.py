"""Small tokenizers of the kinds that other people's checkpoints have, and what `transformers` reads with them: for
tests of the page's tokenizers. Run by itself, in the virtual environment of `checkpoints.py`:

    ~/transformers/bin/python -m training.tokenizations

Lines are odd on purpose: scripts, signs, emoji, white space and control characters of all kinds, words longer than
any tokenizer takes whole. `[MASK]` in a line stands for the tokenizer's own blank; other special tokens do not occur.
Written per tokenizer: its files, as its library writes them or as older checkpoints have them, and
`encodings.json.gz`: of each line `[ids, places]`, the places of the tokens one after the other, for each how far it
begins behind the end of the one before it and how long it is, in characters of Python, with the white space that a
byte-level token begins with; of each pair `[ids, types]`.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import BertTokenizer, GPT2Tokenizer, PreTrainedTokenizerBase, RobertaTokenizer

TOKENIZERS = Path("tests/fixtures/tokenizers")
COUNT = 3000
PAIRS = 40

TEXT = """The animal did not cross the street because it was too tired. She said that the keys on the table were hers,
and he gave them back to the teacher without a word. Nobody knows what will happen when the rain comes over the hills;
we'll see, they've been here before, it's only water, I'd say, and you're right. In 1969 the first of them landed, 238,855
miles from home. Größe und Straße, naïve café, señor, Ångström, İstanbul. Москва и Київ. ὈΔΥΣΣΕΎΣ λόγος. 日本語 中文
한국어. http://example.org/a?b=c&d=1 <b>bold</b> foo_bar(baz) == 3.14; // TODO"""

SCRIPTS = (
    "Größe ÄÖÜ ß straße İstanbul ı naïve café e\u0301te\u0301 A\u030angstro\u0308m ﬁnance ǅ Ǆ ſ",
    "ὈΔΥΣΣΕΎΣ Σίσυφος λόγος ΟΔΟΣ ΣΑΣ",
    "Москва ПРИВЕТ мир ёлка Київ їжак й и\u0306",
    "مرحبا بالعالم ١٢٣ مُحَمَّد שלום עולם הבית בְּרֵאשִׁית \u202bעם\u202c \u200fא\u200e",
    "हिन्दी भाषा தமிழ் ไทย ภาษาไทย ភាសា မြန်မာ ক্ষ",
    "日本語 東京に行く 中文 你好吗 カタカナ ｶﾞ 𠀀𠀁 𪜀 㐀 豈 龥 鿿",
    "한국어 안녕하세요 가나다 \u1100\u1161\u11a8 \uac01",
    "🙂 🎉🎉 👩‍👩‍👧 🇫🇷 ✋🏽 ☃ ☃\ufe0f → ≤ ∑ ½ ² № ⅷ 𝔘𝔫𝔦 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "“Yes” ‘no’ — … « oui » ¿qué? ¡sí! · • § © ™ € £5 ¥ ´ ` ^ ~ $ + < = > |",
    "\u0301 a\u0301\u0302\u0303\u0304 \u200b x\u200by \ufeff z\ufeff \u00adsoft \u2060 \u180e \ufffd \ue000",
    "a\x00b \x01 \x1f\x7f \x80 \x85 \x9f c\x0bd e\x0cf \x1c \x1d",
)
SPACES = (" ", " ", " ", " ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u2003", "\u3000", "\u2028", " \n ", "\x85", "")
SHAPES = (
    "{a}-{b}", "{a}'s", "don't", "we'll've", "I'D", "${n}.{n}", "{n}/{n}", "{n}%", "{a}_{b}({n})", "http://{a}.{b}/?{a}={n}",
    "<{a}>", '"{A},"', "{a}...{b}!!", "#{a} @{b}", "{A}{b}{n}", "[MASK]", "[MASK]", "{a}[MASK].", "[mask]", "##{a}", "Ġ{a}",
)


def odd_lines(seed: int = 7) -> list[str]:
    rng = random.Random(seed)
    words = TEXT.split()
    foreign = [part for script in SCRIPTS for part in script.split(" ")]
    letters = "".join(sorted({letter for letter in TEXT + "".join(SCRIPTS) if not letter.isspace()}))

    def part() -> str:
        kind = rng.random()
        a, b = rng.choice(words), rng.choice(words)
        if kind < 0.25:
            return rng.choice(foreign)
        if kind < 0.32:
            return "".join(rng.choices(letters, k=rng.randint(1, 6)))
        if kind < 0.34:
            return rng.choice((a, b, "é", "日", "x1", "🙂")) * rng.choice((20, 40, 101))
        if kind < 0.55:
            return rng.choice(SHAPES).format(a=a, b=b, A=a.capitalize(), n=rng.choice((rng.randrange(10), rng.randrange(10**6))))
        return rng.choice((a, a, a.upper(), a.title(), a[::-1]))

    def line() -> str:
        text = "".join(part() + rng.choice(SPACES) for _ in range(rng.randint(1, 4)))
        return rng.choice(SPACES) + text if rng.random() < 0.1 else text

    return [*SCRIPTS, *TEXT.split("\n"), *(line() for _ in range(COUNT - len(SCRIPTS) - TEXT.count("\n") - 1))]


def word_pieces(lines: list[str], normalizer, specials: list[str], size: int) -> dict[str, int]:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    # Fewer characters than there are, so that some words cannot be spelled.
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=specials, limit_alphabet=200)
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer.get_vocab()


def byte_pairs(lines: list[str], specials: list[str], size: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        lines, trainers.BpeTrainer(vocab_size=size, special_tokens=specials, initial_alphabet=alphabet)
    )
    model = json.loads(tokenizer.to_str())["model"]
    return model["vocab"], [tuple(merge) for merge in model["merges"]]


def encode(tokenizer: PreTrainedTokenizerBase, line: str) -> list:
    mask = tokenizer.mask_token
    raw = tokenizer.backend_tokenizer
    text = line.replace("[MASK]", mask) if mask else line
    encoding = raw.encode(text, add_special_tokens=False)
    offsets = unmasked([list(each) for each in encoding.offsets], text, mask)
    ends = [0, *(end for _, end in offsets)]
    return [encoding.ids, [part for (start, end), before in zip(offsets, ends) for part in (start - before, end - start)]]


def unmasked(offsets: list, text: str, mask: str | None) -> list:
    """Offsets into the line with `[MASK]` in the place of the tokenizer's own blank."""
    if not mask or mask == "[MASK]":
        return offsets
    longer = len("[MASK]") - len(mask)
    return [[at + longer * text.count(mask, 0, at) for at in each] for each in offsets]


def write(name: str, tokenizer: PreTrainedTokenizerBase, lines: list[str], files: dict[str, str] | None = None) -> None:
    folder = TOKENIZERS / name
    folder.mkdir(parents=True)
    if files is None:
        tokenizer.save_pretrained(folder)
    for file, text in (files or {}).items():
        (folder / file).write_text(text, encoding="utf-8")
    pairs = [tokenizer(a, b, return_token_type_ids=True) for a, b in zip(lines[20 : 20 + PAIRS], lines[60 : 60 + PAIRS])]
    raw = tokenizer.backend_tokenizer
    raw.post_processor = None  # which would cut white space from the offsets
    encodings = [encode(tokenizer, line) for line in lines]
    values = {"lines": encodings, "pairs": [[pair["input_ids"], pair["token_type_ids"]] for pair in pairs]}
    write_gzip(folder / "encodings.json.gz", values)


def write_gzip(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def write_tokenizers() -> None:
    shutil.rmtree(TOKENIZERS, ignore_errors=True)
    TOKENIZERS.mkdir(parents=True)
    lines = odd_lines()
    write_gzip(TOKENIZERS / "lines.json.gz", lines)
    named = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

    uncased = word_pieces(lines, normalizers.BertNormalizer(), named, 700)
    text = "".join(f"{piece}\n" for piece in sorted(uncased, key=uncased.__getitem__))
    write("wordpiece-uncased", BertTokenizer(vocab=uncased), lines, {"vocab.txt": text})

    cased = word_pieces(lines, normalizers.BertNormalizer(lowercase=False, strip_accents=False), named, 700)
    write("wordpiece-cased", BertTokenizer(vocab=cased, do_lower_case=False), lines)

    accents = word_pieces(lines, normalizers.BertNormalizer(strip_accents=False, handle_chinese_chars=False), named, 600)
    settings = dict(strip_accents=False, tokenize_chinese_chars=False)
    write("wordpiece-accents", BertTokenizer(vocab=accents, **settings), lines)

    vocab, merges = byte_pairs(lines, ["<|endoftext|>"], 600)
    pieces = {"vocab.json": json.dumps(vocab, ensure_ascii=False)}
    pieces["merges.txt"] = "#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges)
    write("bytes-gpt2", GPT2Tokenizer(vocab=vocab, merges=merges), lines, pieces)

    vocab, merges = byte_pairs(lines, ["<s>", "<pad>", "</s>", "<unk>", "<mask>"], 600)
    mask = AddedToken("<mask>", lstrip=True, special=True, normalized=False)  # as in the published ones
    write("bytes-roberta", RobertaTokenizer(vocab=vocab, merges=merges, mask_token=mask), lines)


if __name__ == "__main__":
    write_tokenizers()
