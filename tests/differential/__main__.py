"""``python -m differential``: dump what a revision reads, compare two dumps, or both in one go. The README tells more."""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from differential.compare import report
from differential.dump import dump

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACKAGES = ("checker", "rules", "reports")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; differences are no failure."""
    options = _parser().parse_args(arguments)
    if options.command == "dump":
        lines = dump(options.tree, options.texts, jobs=options.jobs)
        if options.output is None:
            sys.stdout.writelines(lines)
        else:
            _write(options.output, "".join(lines))
        return
    if options.command == "run":
        texts = options.texts or [HERE / "texts.jsonl"]
        digest = _digest([HERE / "dump.py", *texts])
        options.before = _dumped(options.base, texts, digest, options)
        options.now = _dumped(options.revision, texts, digest, options)
    before, now = (path.read_text(encoding="utf-8").splitlines() for path in (options.before, options.now))
    sys.stdout.writelines(
        report(before, now, layers=options.layer, limit=options.limit, sample=options.sample, seed=options.seed)
    )


def _dumped(revision: str | None, texts: Sequence[Path], digest: str, options: argparse.Namespace) -> Path:
    """The dump of a revision, or of the working tree where there is none; from the cache if it is there."""
    cache: Path = options.cache
    cache.mkdir(parents=True, exist_ok=True)
    if revision is None:
        own = f"tree-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}-{digest}-"
        packages = [ROOT / "pyproject.toml", *(ROOT / name for name in PACKAGES)]
        output = cache / f"{own}{_digest(packages)}.jsonl"
        if not output.exists():
            for outdated in cache.glob(f"{own}*.jsonl"):
                outdated.unlink()
            _dump_apart(ROOT, output, texts, options.jobs)
        return output
    commit = _git("rev-parse", "--verify", f"{revision}^{{commit}}").decode().strip()
    output = cache / f"{commit[:16]}-{digest}.jsonl"
    if not output.exists():
        with tempfile.TemporaryDirectory() as folder:
            packed = _git("archive", "--format=tar", commit, *PACKAGES, "pyproject.toml")
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(folder, filter="data")
            _dump_apart(Path(folder), output, texts, options.jobs)
    return output


def _dump_apart(tree: Path, output: Path, texts: Sequence[Path], jobs: int) -> None:
    """Dump in a process of its own, where ``crossfact`` is that of the tree."""
    found = os.pathsep.join(map(str, (*(tree / name for name in PACKAGES), HERE.parent)))
    command = [sys.executable, "-m", "differential", "dump", "--tree", str(tree), "--jobs", str(jobs)]
    command += ["--output", str(output), *map(str, texts)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": found})


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, stdout=subprocess.PIPE).stdout


def _digest(paths: Iterable[Path]) -> str:
    """Of the names and the bytes of files and of all files in folders."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.parent.name != "__pycache__":
                digest.update(f"{file.relative_to(path.parent)} {file.stat().st_size}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    """All or nothing: a dump that was broken off is never taken for a whole one."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m differential", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    dumping = argparse.ArgumentParser(add_help=False)
    dumping.add_argument("--jobs", type=int, default=1, help="processes (1)")
    comparing = argparse.ArgumentParser(add_help=False)
    comparing.add_argument(
        "--layer", action="append", default=[], help="only layers of this name or pattern; repeatable"
    )
    comparing.add_argument("--limit", type=int, default=20, help="differences shown for each layer, 0 for all (20)")
    comparing.add_argument("--sample", type=int, default=0, help="show this many, drawn from all differences")
    comparing.add_argument("--seed", type=int, default=0, help="of the draw (0)")
    one = commands.add_parser("dump", parents=[dumping], help="what the packages on the path read, as JSON Lines")
    one.add_argument("--tree", type=Path, default=ROOT, help="checkout that the packages on the path belong to")
    one.add_argument("--output", type=Path, help="file to write instead of standard output")
    one.add_argument("texts", nargs="+", type=Path, help="files and folders of articles")
    two = commands.add_parser("compare", parents=[comparing], help="two dumps")
    two.add_argument("before", type=Path)
    two.add_argument("now", type=Path)
    run = commands.add_parser("run", parents=[dumping, comparing], help="dump two revisions and compare them")
    run.add_argument("--base", default="HEAD", help="revision to compare with (HEAD)")
    run.add_argument("--revision", help="revision that is compared (the working tree)")
    run.add_argument("--cache", type=Path, default=ROOT / ".differential", help="folder for dumps (.differential)")
    run.add_argument("texts", nargs="*", type=Path, help="files and folders of articles (texts.jsonl beside the tool)")
    return parser


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # The reader has seen enough (``| head``); nothing is left to be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
