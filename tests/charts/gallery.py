"""All charts in both forms, to be looked at: `make gallery`. In: the three kinds of data. Out: files under output/gallery/."""

from __future__ import annotations

from reportgen import charts
from reportgen.charts import picture
from tests.charts.paper import docx
from tests.charts.samples import ROOT, SAMPLES


def main() -> None:
    """Writes a Word file and pictures for each kind of data."""
    folder = ROOT / "output" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, sample in SAMPLES.items():
        specs = [spec for name in charts.NAMES if (spec := charts.build(sample(), name))]
        (folder / f"{kind}.docx").write_bytes(docx(specs))
        for spec in specs:
            (folder / f"{kind}-{spec.name}.png").write_bytes(picture.png(spec))
            (folder / f"{kind}-{spec.name}.svg").write_bytes(picture.svg(spec))


if __name__ == "__main__":
    main()
