"""The lines of the source page."""

from pathlib import Path

SOURCE = Path(__file__).with_name("source_page.txt").read_text(encoding="utf-8").splitlines()
DELEGATIONS, NEWS = SOURCE[:12], SOURCE[12:]
ARTICLE = "/en/news/countering-external-interference-in-the-elections/"
