"""Attention dumps of tiny random models, written by the very scripts that the page offers, `docs/attention/`.

Needs `transformers` and `transformer_lens`, which nothing else here does:

    python -m venv ~/dumps && ~/dumps/bin/pip install torch transformers transformer_lens
    ~/dumps/bin/python -m training.dump_fixtures

Writes `tests/fixtures/dumps/`: the files, and in `expected.json` some of their weights as PyTorch has them. Those of
the written text are of one pass over the whole of it, not of the steps.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from training.paths import DOCS, ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "dumps"
SCRIPTS = {
    "transformers": DOCS / "attention" / "from_transformers.py",
    "lens": DOCS / "attention" / "from_transformer_lens.py",
    "steps": DOCS / "attention" / "while_writing.py",
    "cross": DOCS / "attention" / "across_texts.py",
}
FILE = "attention.safetensors"
SAMPLES = 24


def run(name: str, folder: Path) -> dict:
    """Run one of them in a folder, to which it writes its file, and return its names."""
    names: dict = {}
    with chdir(folder):
        exec(compile(SCRIPTS[name].read_text(), str(SCRIPTS[name]), "exec"), names)  # noqa: S102
    return names


def _trained(kind: str):
    """A tokenizer of each kind, of words that the document's texts have, in pieces."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    text = ["The animal didn't cross the street because it was too tired.", "Once upon a time", "Das Haus ist klein."]
    if kind == "wordpiece":
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
        made.normalizer, made.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
        made.train_from_iterator(text, trainers.WordPieceTrainer(vocab_size=80, special_tokens=special))
        ids = [(token, made.token_to_id(token)) for token in ("[CLS]", "[SEP]")]
        made.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ids)
        return PreTrainedTokenizerFast(tokenizer_object=made, unk_token="[UNK]", pad_token="[PAD]")
    if kind == "bytes":
        made = Tokenizer(models.BPE())
        made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        made.decoder = decoders.ByteLevel()
        alphabet = pre_tokenizers.ByteLevel.alphabet()
        end = "<|endoftext|>"
        made.train_from_iterator(
            text, trainers.BpeTrainer(vocab_size=320, special_tokens=[end], initial_alphabet=alphabet)
        )
        return PreTrainedTokenizerFast(
            tokenizer_object=made, name_or_path="gpt2", bos_token=end, eos_token=end, pad_token=end
        )
    made = Tokenizer(models.BPE(unk_token="<unk>"))
    made.pre_tokenizer, made.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    made.train_from_iterator(
        [*text, "translate English to German: The house is small."],
        trainers.BpeTrainer(vocab_size=120, special_tokens=["<pad>", "</s>", "<unk>"]),
    )
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", made.token_to_id("</s>"))]
    )
    return PreTrainedTokenizerFast(tokenizer_object=made, eos_token="</s>", pad_token="<pad>", unk_token="<unk>")


def _sharp(model: torch.nn.Module) -> torch.nn.Module:
    """Weights far enough from 0 that no two heads read alike."""
    generator = torch.Generator().manual_seed(7)
    for parameter in model.parameters():
        if parameter.dim() > 1:
            parameter.data = torch.randn(parameter.shape, generator=generator) * 0.4
    return model.eval()


def _pretrained() -> dict[str, Callable]:
    """What `from_pretrained` gives, by the name of the class that is asked."""
    import transformers as hub

    eager = {"attn_implementation": "eager"}
    sizes = {"num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 16, "intermediate_size": 32}
    tokenizers = {"bert-base-uncased": "wordpiece", "gpt2": "bytes", "google-t5/t5-small": "lines"}

    def tokenizer(name: str, **_):
        return _trained(tokenizers[name])

    def bert(name: str, **asked):
        assert asked == eager
        config = hub.BertConfig(vocab_size=100, max_position_embeddings=64, **sizes, **eager)
        return _sharp(hub.BertModel(config))

    def gpt2(name: str, **asked):
        assert asked == eager
        config = hub.GPT2Config(
            vocab_size=len(_trained("bytes")), n_positions=64, n_layer=2, n_head=2, n_embd=16, bos_token_id=0, eos_token_id=None, **eager
        )
        return _sharp(hub.GPT2LMHeadModel(config))

    def t5(name: str, **asked):
        assert asked == eager
        config = hub.T5Config(
            vocab_size=120, d_model=16, d_kv=8, d_ff=32, num_layers=2, num_heads=2, decoder_start_token_id=0, **eager
        )
        return _sharp(hub.T5ForConditionalGeneration(config))

    return {
        "AutoTokenizer": tokenizer,
        "AutoModel": bert,
        "AutoModelForCausalLM": gpt2,
        "AutoModelForSeq2SeqLM": t5,
    }


@contextmanager
def tiny_models() -> Iterator[None]:
    """Within it, `from_pretrained` gives tiny random models, and asks nobody."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import transformer_lens
    import transformers

    boot = transformer_lens.TransformerBridge.boot_transformers

    def lens(name: str):
        model = _pretrained()["AutoModelForCausalLM"](name, attn_implementation="eager")
        return boot(name, hf_model=model, tokenizer=_trained("bytes"))

    patches = [
        mock.patch.object(getattr(transformers, name), "from_pretrained", staticmethod(give))
        for name, give in _pretrained().items()
    ]
    patches.append(mock.patch.object(transformer_lens.TransformerBridge, "boot_transformers", lens))
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def _samples(layers: list[np.ndarray]) -> list[list[float]]:
    """[layer, head, row, column, weight] of some weights, of layers [H, Tq, Tk]."""
    rng = np.random.default_rng(5)
    picked = []
    for _ in range(SAMPLES):
        layer = int(rng.integers(len(layers)))
        at = [int(rng.integers(size)) for size in layers[layer].shape]
        picked.append([layer, *at, float(layers[layer][tuple(at)])])
    return picked


def _layers(attentions) -> list[np.ndarray]:
    return [each[0].detach().numpy() for each in attentions]


def make(folder: Path) -> None:
    """Write every file of this module to a folder."""
    expected: dict[str, dict] = {}
    folder.mkdir(parents=True, exist_ok=True)
    with tiny_models():
        for name in SCRIPTS:
            torch.manual_seed(1)
            names = run(name, folder)
            (folder / FILE).rename(folder / f"{name}.safetensors")
            expected[name] = {"tokens": json.loads(names["tokens"]), "samples": _samples(_passed(name, names))}
            if name == "cross":
                expected[name]["queries"] = json.loads(names["queries"])
                expected[name]["across"] = _samples(_layers(names["read"].cross_attentions))
            if name == "transformers":
                _other_formats(folder, names)
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def _passed(name: str, names: dict) -> list[np.ndarray]:
    """Attention [H, T, T] of each layer as the model has it in one pass."""
    if name == "transformers":
        return _layers(names["attentions"])
    if name == "cross":
        return _layers(names["read"].encoder_attentions)
    if name == "lens":
        return [names["cache"]["pattern", layer][0].detach().numpy() for layer in range(2)]
    whole = names["model"](names["written"].sequences[:, :-1], output_attentions=True)
    return _layers(whole.attentions)


def _other_formats(folder: Path, names: dict) -> None:
    """The same file as an .npz in half precision, and in BertViz' lists as JSON."""
    layers, tokens = _layers(names["attentions"]), json.loads(names["tokens"])
    said = {"model": names["name"], "text": names["text"]}
    np.savez_compressed(
        folder / "transformers.npz", attentions=np.stack(layers).astype(np.float16), tokens=np.array(tokens), **said
    )
    lists = [each.double().numpy().round(5).tolist() for each in names["attentions"]]
    (folder / "transformers.json").write_text(json.dumps({"attention": lists, "tokens": tokens} | said))


if __name__ == "__main__":
    make(FIXTURES)
    print(f"wrote {len(list(FIXTURES.iterdir()))} files to {FIXTURES.relative_to(ROOT)}", file=sys.stderr)
