"""Writes paragraphs with python-docx, to compare with.

python_docx.py PARAGRAPHS.txt OUT.docx        once
python_docx.py PARAGRAPHS.txt OUT.docx loop   once for each line on standard input; answers the milliseconds of each
"""

import sys
import time

from docx import Document


def write(source, target):
    document = Document()
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            document.add_paragraph(line.rstrip("\n"))
    document.save(target)


def main():
    source, target = sys.argv[1:3]
    if sys.argv[3:] != ["loop"]:
        return write(source, target)
    for _ in sys.stdin:
        begin = time.perf_counter()
        write(source, target)
        print((time.perf_counter() - begin) * 1000, flush=True)


main()
