"""What Stryker's last run found: every mutant that no test noticed, and a table of the folders."""

import collections
import json
import pathlib

reports = pathlib.Path(__file__).parent.glob("StrykerOutput/*/reports/mutation-report.json")
files = json.loads(max(reports).read_text())["files"]
counts = collections.defaultdict(collections.Counter)
for name, file in sorted(files.items()):
    folder, short = name.split("lib/NotebookNet/")[-1].split("/")[0], name.split("/")[-1]
    lines = file["source"].split("\n")
    for mutant in file["mutants"]:
        counts[folder][mutant["status"]] += 1
        if mutant["status"] in ("Survived", "NoCoverage"):
            line = mutant["location"]["start"]["line"]
            replacement = " ".join(mutant["replacement"].split())
            print(f"{folder}/{short}:{line}: {lines[line - 1].strip()}\n    becomes {replacement[:150]}")

print("\n| folder | mutants | killed | timeout | survived | covered by no test | score |\n|---|---|---|---|---|---|---|")
for folder, status in sorted(counts.items()):
    killed, timeout = status["Killed"], status["Timeout"]
    survived, uncovered = status["Survived"], status["NoCoverage"]
    mutants = killed + timeout + survived + uncovered
    if mutants:
        score = 100 * (killed + timeout) / mutants
        print(f"| {folder} | {mutants} | {killed} | {timeout} | {survived} | {uncovered} | {score:.1f} % |")
