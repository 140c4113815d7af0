"""Small checkpoints of other people's architectures, with random weights, and what `transformers` computes
from them: for tests of the page's readers. Run by itself, in a virtual environment of its own:

    python -m venv ~/transformers && ~/transformers/bin/pip install torch transformers
    ~/transformers/bin/python -m training.checkpoints

Every file is written as its library writes it, but for what older libraries wrote otherwise: LayerNorms as
`gamma` and `beta`, buffers that are no weights. Expected values are computed in single precision from the
values that are stored. Tensors per case, T tokens: `attention` [L,H,T,T]; `hidden` [L,T,D], after each layer,
the last one as the head reads it; `logits` [T,V] where there is a head; `nsp` [2] where there is one; the attention
again with a head switched off, and with a token that nobody reads.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Callable

import torch
from safetensors.torch import load_file, save_file
from transformers import (
    BertConfig,
    BertForMaskedLM,
    BertForPreTraining,
    BertModel,
    DistilBertConfig,
    DistilBertForMaskedLM,
    DistilBertModel,
    GPT2Config,
    GPT2LMHeadModel,
    GPT2Model,
    PreTrainedModel,
    RobertaConfig,
    RobertaForMaskedLM,
    RobertaModel,
)

CHECKPOINTS = Path("tests/fixtures/checkpoints")

IDS = [2, 17, 5, 33, 4, 9, 28, 3]
SEGMENTS = [0, 0, 0, 0, 1, 1, 1, 1]
ABLATED = {"layer": 0, "head": 1}
HIDDEN = 3

Tensors = dict[str, torch.Tensor]


def bert(**fields) -> BertConfig:
    shape = dict(vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    return BertConfig(**{**shape, "max_position_embeddings": 24, **fields})


def roberta(**fields) -> RobertaConfig:
    shape = dict(vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    positions = dict(max_position_embeddings=26, type_vocab_size=1, layer_norm_eps=1e-5)
    return RobertaConfig(**{**shape, **positions, **fields})


def distilbert(**fields) -> DistilBertConfig:
    shape = dict(vocab_size=40, dim=16, n_layers=2, n_heads=2, hidden_dim=32, max_position_embeddings=24)
    return DistilBertConfig(**{**shape, **fields})


def gpt2(**fields) -> GPT2Config:
    shape = dict(vocab_size=40, n_embd=16, n_layer=2, n_head=2, n_positions=24)
    ends = dict(bos_token_id=0, eos_token_id=0)
    return GPT2Config(**{**shape, **ends, **fields})


def as_stored(weights: Tensors) -> Tensors:
    return weights


def in_old_names(weights: Tensors) -> Tensors:
    """LayerNorms as TensorFlow's first checkpoints named them, and the positions that were kept as a buffer."""
    renamed = {
        name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): values
        for name, values in weights.items()
    }
    return {**renamed, "bert.embeddings.position_ids": torch.arange(24)[None]}


def with_mask_buffers(weights: Tensors) -> Tensors:
    """The masks that GPT-2 kept beside its weights."""
    layers = {name.split(".attn.")[0] for name in weights if ".attn." in name}
    buffers = {f"{layer}.attn.bias": torch.tril(torch.ones(1, 1, 24, 24)) for layer in layers}
    return {**weights, **buffers, **{f"{layer}.attn.masked_bias": torch.tensor(-1e4) for layer in layers}}


def write_checkpoint(
    name: str, model: PreTrainedModel, dtype: torch.dtype, shards: int, stored: Callable[[Tensors], Tensors]
) -> None:
    folder = CHECKPOINTS / name
    folder.mkdir(parents=True)
    model.to(dtype).save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    weights = stored(load_file(folder / "model.safetensors"))
    if shards == 1:
        save_file(weights, folder / "model.safetensors", {"format": "pt"})
        return
    (folder / "model.safetensors").unlink()
    weight_map = {}
    names = sorted(weights)
    for shard in range(shards):
        file = f"model-{shard + 1:05d}-of-{shards:05d}.safetensors"
        own = names[shard::shards]
        save_file({each: weights[each] for each in own}, folder / file, {"format": "pt"})
        weight_map.update({each: file for each in own})
    index = {"metadata": {"total_size": sum(each.nbytes for each in weights.values())}, "weight_map": weight_map}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=1))


@torch.no_grad()
def outputs(model: PreTrainedModel, segments: bool, hidden: int | None = None) -> Tensors:
    inputs = {"input_ids": torch.tensor([IDS])}
    if hidden is not None:
        inputs["attention_mask"] = torch.tensor([[int(at != hidden) for at in range(len(IDS))]])
    if segments:
        inputs["token_type_ids"] = torch.tensor([SEGMENTS])
    out = model(**inputs, output_attentions=True, output_hidden_states=True)
    tensors = {
        "attention": torch.cat(out.attentions),
        "hidden": torch.cat(out.hidden_states[1:]),
    }
    logits = out.get("prediction_logits", out.get("logits"))
    if logits is not None:
        tensors["logits"] = logits[0]
    if "seq_relationship_logits" in out:
        tensors["nsp"] = out.seq_relationship_logits[0]
    return {name: values.contiguous() for name, values in tensors.items()}


def ablate(model: PreTrainedModel, width: int, heads: int) -> Callable[[], None]:
    """Switches a head off: its columns of the context become zeros, before they are mixed with the others'."""
    layer, head = ABLATED["layer"], ABLATED["head"]
    d = width // heads
    ends = ("attention.output.dense", "attention.out_lin", "attn.c_proj")
    mixing = [module for name, module in model.named_modules() if name.endswith(ends)][layer]

    def off(_, arguments):
        (context,) = arguments
        context = context.clone()
        context[..., head * d : (head + 1) * d] = 0
        return (context,)

    return mixing.register_forward_pre_hook(off).remove


def case(
    name: str,
    make: Callable[[object], PreTrainedModel],
    config,
    dtype: torch.dtype = torch.float32,
    shards: int = 1,
    stored: Callable[[Tensors], Tensors] = as_stored,
) -> dict:
    config._attn_implementation = "eager"
    torch.manual_seed(len(name))
    model = make(config).eval()
    for each in model.parameters():
        # Wide enough for attention to be uneven, with gains and biases that are not all one and zero.
        each.data = torch.randn(each.shape) * (0.25 if each.dim() > 1 else 0.2) + (each.data if each.dim() == 1 else 0)
    model.tie_weights()
    write_checkpoint(name, model, dtype, shards, stored)
    model = model.to(torch.float32)  # of the values that were stored
    segments = getattr(config, "type_vocab_size", 0) > 1
    tensors = outputs(model, segments)
    undo = ablate(model, config.hidden_size, config.num_attention_heads)
    tensors["ablated.attention"] = outputs(model, segments)["attention"]
    undo()
    tensors["masked.attention"] = outputs(model, segments, HIDDEN)["attention"]
    save_file(tensors, CHECKPOINTS / name / "expected.safetensors")
    return {
        "name": name,
        "class": type(model).__name__,
        "files": sorted(path.name for path in (CHECKPOINTS / name).glob("model*")),
        "ids": IDS,
        "segments": SEGMENTS if segments else [0] * len(IDS),
        "ablated": ABLATED,
        "hidden": HIDDEN,
    }


def write_checkpoints() -> None:
    shutil.rmtree(CHECKPOINTS, ignore_errors=True)
    half, brain = torch.float16, torch.bfloat16
    cases = [
        case("bert-both-heads", BertForPreTraining, bert()),
        case("bert-no-head", BertModel, bert(hidden_size=36, num_attention_heads=3, hidden_act="relu", num_hidden_layers=3), brain),
        case("bert-own-decoder", BertForMaskedLM, bert(tie_word_embeddings=False, hidden_act="gelu_new"), half, 1, in_old_names),
        case("distilbert-head", DistilBertForMaskedLM, distilbert(), shards=2),
        case("distilbert-no-head", DistilBertModel, distilbert(dim=30, n_heads=3, activation="relu"), half),
        case("roberta-head", RobertaForMaskedLM, roberta(hidden_act="relu")),
        case("roberta-no-head", RobertaModel, roberta(hidden_size=20, num_attention_heads=4, pad_token_id=0, max_position_embeddings=25), brain),
        case("gpt2-head", GPT2LMHeadModel, gpt2()),
        case("gpt2-no-prefix", GPT2Model, gpt2(n_embd=24, n_head=3, n_inner=40, activation_function="gelu_pytorch_tanh"), half, 1, with_mask_buffers),
        case("gpt2-own-head", GPT2LMHeadModel, gpt2(tie_word_embeddings=False, n_embd=20, activation_function="relu"), brain, 3),
    ]
    (CHECKPOINTS / "index.json").write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    write_checkpoints()
