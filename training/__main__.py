"""Command line: `python3 -m training <stage>`, run from the root of the repository.

Imports happen inside each branch so that a stage that needs no PyTorch starts without it.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m training", description=__doc__)
    stages = parser.add_subparsers(dest="stage", required=True)
    prepare = stages.add_parser("prepare", help="split the corpus, vary names, train the vocabulary, encode all")
    prepare.add_argument("--corpus", type=Path, required=True, help="folder of <source>.txt files")
    stages.add_parser("tokenizer", help="the later half of prepare again: vocabulary and encoding")
    train = stages.add_parser("train", help="train one model")
    train.add_argument("model", choices=("bert", "gpt"))
    length = train.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="end at this step")
    length.add_argument("--minutes", type=float, help="end after this time")
    length.add_argument("--until", metavar="HH:MM", help="end at this local time")
    train.add_argument("--finish", action="store_true", help="let the rate fall to zero at the end of this piece")
    start = train.add_mutually_exclusive_group()
    start.add_argument(
        "--resume",
        nargs="?",
        const="checkpoint",
        choices=("checkpoint", "stable"),
        help="go on exactly from the last checkpoint, or from the last one before the decay",
    )
    start.add_argument("--from-export", type=Path, metavar="DIR", help="start from exported weights")
    train.add_argument("--replay", type=Path, metavar="PLAN", help="take the decay from a plan.json")
    train.add_argument("--device", choices=("cpu", "cuda"), help="default: a graphics card if there is one")
    train.add_argument("--compile", choices=("yes", "no"), help="by torch.compile; default: yes on a graphics card")
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--nice", type=int, default=10)
    train.add_argument("--name", help="folder of the run, if not the model's name")
    train.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="another setting, such as shape.heads=8"
    )
    compare = stages.add_parser("heads", help="what the heads of runs do, by the runs' last checkpoints")
    compare.add_argument("runs", nargs="+", metavar="NAME", help="folders of the runs")
    measure = stages.add_parser("measure", help="figures of runs on held-out text, by their last checkpoints")
    measure.add_argument("runs", nargs="+", metavar="NAME", help="folders of the runs")
    measure.add_argument("--threads", type=int, default=1)
    export = stages.add_parser("export", help="write the checkpoints of the runs to public/models")
    export.add_argument("model", nargs="?", choices=("bert", "gpt"), help="only this one")
    quantize = stages.add_parser("quantize", help="write the exported weights in eight bits, for the page")
    quantize.add_argument("model", nargs="?", choices=("bert", "gpt"), help="only this one")
    stages.add_parser("fixtures", help="write every intermediate of a few sentences for tests")
    onnx = stages.add_parser("onnx", help="write the exported weights as ONNX graphs, for the benchmark")
    onnx.add_argument("--out", type=Path, default=Path("bench"), help="folder of the graphs")
    onnx.add_argument("--checkpoint", type=Path, metavar="DIR", help="of the BERT in this folder instead")
    evaluate = stages.add_parser("evaluate", help="measure the exported weights; renew docs and cards")
    evaluate.add_argument("model", nargs="?", choices=("bert", "gpt"), help="only this one")
    evaluate.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.stage == "prepare":
        from .corpus import prepare as run_prepare
        from .encode import tokenizer_stage

        run_prepare(arguments.corpus)
        tokenizer_stage()
    elif arguments.stage == "tokenizer":
        from .encode import tokenizer_stage

        tokenizer_stage()
    elif arguments.stage == "train":
        from .launcher import settle

        settle(arguments.threads, arguments.nice)
        from .train import train as run_train

        run_train(
            arguments.model,
            steps=arguments.steps,
            minutes=arguments.minutes,
            until=arguments.until,
            finish=arguments.finish,
            resume=arguments.resume,
            from_export=arguments.from_export,
            replay=arguments.replay,
            device=arguments.device,
            compiled=None if arguments.compile is None else arguments.compile == "yes",
            threads=arguments.threads,
            name=arguments.name,
            changes=arguments.set,
        )
    elif arguments.stage == "heads":
        from .compare_heads import compare_heads

        compare_heads(arguments.runs)
    elif arguments.stage == "measure":
        from .measure import measure_runs

        measure_runs(arguments.runs, arguments.threads)
    elif arguments.stage == "export":
        from .export import export_model
        from .manifest import write_manifest
        from .quantize import quantize_model

        for name in [arguments.model] if arguments.model else ["bert", "gpt"]:
            export_model(name)
            quantize_model(name)
        write_manifest()
    elif arguments.stage == "quantize":
        from .manifest import write_manifest
        from .quantize import quantize_model

        for name in [arguments.model] if arguments.model else ["bert", "gpt"]:
            quantize_model(name)
        write_manifest()
    elif arguments.stage == "fixtures":
        from .fixtures import write_fixtures

        write_fixtures()
    elif arguments.stage == "onnx":
        from .onnx_export import export_bert, export_onnx

        if arguments.checkpoint:
            export_bert(arguments.checkpoint, arguments.out)
        else:
            export_onnx(arguments.out)
    elif arguments.stage == "evaluate":
        from .evaluate import evaluate_stage

        evaluate_stage([arguments.model] if arguments.model else ["bert", "gpt"], arguments.threads)


if __name__ == "__main__":
    main()
