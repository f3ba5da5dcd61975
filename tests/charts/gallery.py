"""All charts in both forms, to be looked at: `make gallery`. In: kinds of reports, a digest. Out: files under output/gallery/."""

from __future__ import annotations

from reportgen import charts
from reportgen.charts import picture
from reportgen.digest import digest
from tests.charts.paper import docx
from tests.charts.samples import ROOT, SAMPLES
from tests.digest.sample_year import year


def main() -> None:
    """Writes a Word file and pictures for each kind of data."""
    folder = ROOT / "output" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    data = [(kind, sample(), charts.OF_REPORTS) for kind, sample in SAMPLES.items()]
    for kind, sample, kinds in [*data, ("digest", digest(year(100)), charts.OF_DIGESTS)]:
        specs = [spec for name in kinds.names if (spec := kinds.build(sample, name))]
        (folder / f"{kind}.docx").write_bytes(docx(specs))
        for spec in specs:
            (folder / f"{kind}-{spec.name}.png").write_bytes(picture.png(spec))
            (folder / f"{kind}-{spec.name}.svg").write_bytes(picture.svg(spec))


if __name__ == "__main__":
    main()
