"""Pictures and scans of a case: made ready for print, or refused in Chinese with a place and a way out."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from pypdf import PdfWriter

from reportgen.case import read
from reportgen.case.images import DPI, Box, Unprintable, load_image
from reportgen.diagnostics import Sink, text
from reportgen.model.pictures import Picture

BOX = Box(100, 50)  # mm: 866 × 433 pixels
LONG, SHORT = 866, 433
RED, BLUE = (200, 30, 30), (30, 30, 200)


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def halves(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def photo(size: tuple[int, int]) -> Image.Image:
    """A picture of many colours."""
    channels = (Image.linear_gradient("L"), Image.radial_gradient("L"), Image.effect_noise((256, 256), 80))
    return Image.merge("RGB", channels).resize(size)


def load(data: bytes, box: Box = BOX) -> Picture:
    """A picture file made ready for print."""
    return load_image(io.BytesIO(data), box, "图")


def opened(picture: Picture) -> Image.Image:
    """What a viewer sees."""
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert (image.size, image.format) == ((picture.width, picture.height), picture.kind.upper())
    return image


def near(found: object, expected: tuple[int, ...], off: int = 12) -> bool:
    """Whether a colour is the expected one but for what JPEG loses."""
    assert isinstance(found, tuple)
    return all(abs(a - b) <= off for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize(("size", "expected"), [
    ((4000, 1000), (LONG, 216)),
    ((1000, 4000), (216, LONG)),
    ((3000, 3000), (SHORT, SHORT)),
    ((300, 200), (300, 200)),
])  # fmt: skip
def test_scaled_to_print_size(size: tuple[int, int], expected: tuple[int, int]) -> None:
    """A picture is as large as its box at 220 dpi, lying or standing; a smaller one is not blown up."""
    assert DPI == 220
    picture = load(saved(photo(size), "JPEG"))
    assert abs(picture.width - expected[0]) <= 1
    assert abs(picture.height - expected[1]) <= 1


@pytest.mark.parametrize(("orientation", "size", "top_left"), [
    (1, (400, 200), RED), (2, (400, 200), BLUE), (3, (400, 200), BLUE), (6, (200, 400), RED), (8, (200, 400), BLUE),
])  # fmt: skip
def test_turned_by_exif(orientation: int, size: tuple[int, int], top_left: tuple[int, int, int]) -> None:
    """A photo stands as the camera was held: EXIF's turns and mirrors are carried out."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = opened(load(saved(halves((400, 200)), "JPEG", exif=exif)))
    assert image.size == size
    assert near(image.getpixel((10, 10)), top_left)


def test_metadata_is_dropped() -> None:
    """Neither EXIF (with its place and time) nor comments nor profiles come into the report."""
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(photo((400, 300)), "JPEG", exif=exif, comment=b"SECRETNOTE", icc_profile=profile)
    assert b"SECRET" in data
    image = opened(load(data))
    assert b"SECRET" not in load(data).data
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_kind_is_chosen_by_what_it_shows() -> None:
    """A drawing without loss stays sharp as PNG; a photo becomes JPEG whatever it was; a drawing saved as JPEG stays JPEG."""
    assert load(saved(halves((300, 200)), "PNG")).kind == "png"
    assert load(saved(photo((800, 600)), "PNG")).kind == "jpeg"
    assert load(saved(halves((300, 200)), "JPEG")).kind == "jpeg"


def test_same_bytes_each_time() -> None:
    """The same file gives the same picture."""
    data = saved(photo((1600, 1200)), "JPEG")
    assert load(data) == load(data)


def test_cmyk() -> None:
    """A CMYK file from a printing house becomes RGB with its colours, not their negative."""
    assert near(opened(load(saved(halves((300, 200), "CMYK"), "JPEG"))).getpixel((10, 10)), RED)
    assert near(opened(load(saved(halves((300, 200), "CMYK"), "TIFF"))).getpixel((290, 10)), BLUE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_is_white(mode: str) -> None:
    """What is transparent prints as the paper, white, not black."""
    image = Image.new("RGBA", (200, 100), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 100, 100))
    data = saved(image.convert(mode), "PNG")
    found = opened(load(data)).convert("RGB")
    assert found.getpixel((10, 10)) == (255, 255, 255)
    assert found.getpixel((190, 10)) != (255, 255, 255)


@pytest.mark.parametrize(("form", "mode"), [("PNG", "I;16"), ("TIFF", "I;16"), ("TIFF", "I")])
def test_sixteen_bits(form: str, mode: str) -> None:
    """Grey of 16 bits keeps its tones: 40000 of 65535 is a middle grey, not white."""
    image = Image.new("I", (200, 100), 40000)
    image.paste(10000, (0, 0, 100, 100))
    found = opened(load(saved(image.convert(mode), form)))
    assert found.mode == "L"
    assert found.getpixel((10, 10)) == pytest.approx(10000 / 257, abs=2)
    assert found.getpixel((190, 10)) == pytest.approx(40000 / 257, abs=2)


@pytest.mark.parametrize("mode", ["1", "L"])
def test_grey_stays_grey(mode: str) -> None:
    """A scan in black and white, or in grey, has one channel; so has one saved in colour that shows none."""
    assert opened(load(saved(halves((300, 200)).convert(mode), "PNG"))).mode == "L"
    assert opened(load(saved(halves((300, 200)).convert(mode).convert("RGB"), "PNG"))).mode == "L"


def test_colours_by_their_profile() -> None:
    """A profile of its own is applied before it is dropped (here one that takes red for blue); a broken one changes nothing."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    image = opened(load(saved(halves((300, 200)), "JPEG", icc_profile=swapped)))
    assert near(image.getpixel((10, 10)), BLUE, 40)
    broken = opened(load(saved(halves((300, 200)), "JPEG", icc_profile=b"not a profile")))
    assert near(broken.getpixel((10, 10)), RED)


def test_forty_megapixels_are_scaled() -> None:
    """A picture of 48 megapixels is scaled, as JPEG and as PNG."""
    image = Image.new("L", (8000, 6000), 99)
    for form in ("JPEG", "PNG"):
        picture = load(saved(image, form))
        assert (picture.width, picture.height) == (577, SHORT)


def refused(data: bytes) -> Unprintable:
    """Why a file cannot be printed."""
    with pytest.raises(Unprintable) as found:
        load(data)
    return found.value


def test_absurd_sizes_are_refused() -> None:
    """A file of some kilobytes that would unfold to 900 megapixels is refused before it is decoded."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)
    small = saved(Image.new("1", (8, 8)), "PNG")
    problem = refused(small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:])
    assert (problem.code, "30000×30000" in problem.message, "最多 100 兆像素" in problem.message) == ("picture-too-large", True, True)


def test_heic() -> None:
    """A photo of an iPhone is named as such, with the way to convert it."""
    problem = refused(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100))
    assert problem.code == "picture-heic"
    assert "JPG" in problem.hint


@pytest.mark.parametrize(("data", "code"), [
    (b"", "picture-broken"),
    (b"PK\x03\x04 a document", "picture-format"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-format"),
    (saved(Image.effect_noise((400, 300), 50), "JPEG")[:3000], "picture-broken"),
    (saved(Image.effect_noise((400, 300), 50), "PNG")[:3000], "picture-broken"),
])  # fmt: skip
def test_what_is_no_picture(data: bytes, code: str) -> None:
    """Empty, foreign and cut-off files are told apart."""
    assert refused(data).code == code


FORMS = {form: saved(photo((64, 48)), form) for form in ("JPEG", "PNG", "GIF", "BMP", "TIFF")}


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(sorted(FORMS)), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6))
def test_damage_is_told_or_survived(form: str, damage: list[tuple[float, bytes]]) -> None:
    """Whatever bytes are damaged, a picture comes out, or a Chinese reason; never another exception."""
    data = bytearray(FORMS[form])
    for where, noise in damage:
        at = int(where * (len(data) - len(noise)))
        data[at : at + len(noise)] = noise
    assert outcome(bytes(data))


def outcome(data: bytes) -> str:
    """The kind of the picture, or the hint."""
    try:
        return load(data).kind
    except Unprintable as problem:
        return problem.hint


# ---- of a case ----


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a case without photos."""
    case = tmp_path / "cases" / "甲"
    case.mkdir(parents=True)
    return case


def written(folder: Path, toml: str) -> None:
    """A case of these tables."""
    (folder / "a.toml").write_text(toml, encoding="utf-8")


def pdf(pages: int, size: tuple[float, float] = (595, 842), lock: str = "") -> bytes:
    """A PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*size)
    if lock:
        writer.encrypt(lock, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pictures(folder: Path) -> dict[tuple[str | int, ...], tuple[Picture, ...]]:
    """The pictures of the case, with nothing found."""
    sink = Sink()
    source = read(folder.parent, folder.name, sink)
    assert list(sink) == []
    return dict(source.pictures)


def found(folder: Path) -> list[str]:
    """What stops the reading of the case, as it is printed."""
    sink = Sink()
    read(folder.parent, folder.name, sink)
    assert sink.failed
    return [text(d) for d in sink]


def test_photos_and_scans_stand_at_their_keys(folder: Path) -> None:
    """Photos and annexes with a file have pictures at their keys, a page each; those with placeholders have none."""
    (folder / "图").mkdir()
    (folder / "图" / "张湾.jpg").write_bytes(saved(photo((400, 300)), "JPEG"))
    (folder / "执照.pdf").write_bytes(pdf(3))
    written(
        folder, '[[photos]]\nplaceholder = true\n[[photos]]\nfile = "图/张湾.jpg"\n[[annexes]]\nscan = "执照.pdf"\npages = [3, 1]\n'
    )
    loaded = pictures(folder)
    assert list(loaded) == [("photos", 1), ("annexes", 0)]
    assert [p.alt for group in loaded.values() for p in group] == ["张湾", "执照第3页", "执照第1页"]


def test_pages_of_a_pdf(folder: Path) -> None:
    """Without `pages` all come, at 220 dpi and no larger than the print size, lying or standing; a blank page is a small PNG."""
    (folder / "证.pdf").write_bytes(pdf(2, (842, 595)))
    written(folder, '[[annexes]]\nscan = "证.pdf"\n')
    first, second = pictures(folder)[("annexes", 0)]
    assert (first.width, first.height, first.kind) == (2084, 1472, "png")
    assert first.data == second.data


def test_a_small_page_keeps_its_size(folder: Path) -> None:
    """A certificate of 72 × 144 points is 220 × 440 pixels, not blown up to a page."""
    (folder / "证.pdf").write_bytes(pdf(1, (72, 144)))
    written(folder, '[[annexes]]\nscan = "证.pdf"\n')
    (only,) = pictures(folder)[("annexes", 0)]
    assert (only.width, only.height, only.alt) == (220, 440, "证")


@pytest.mark.parametrize(("toml", "message"), [
    ('[[photos]]\nfile = "张弯.jpg"',
     "cases/甲/a.toml:2:1: 错误[file-missing] 案例文件夹里没有“张弯.jpg”\n  提示：是否想写 张湾.jpg"),
    ('[[photos]]\nfile = "../张湾.jpg"', "cases/甲/a.toml:2:1: 错误[file-outside] 文件“../张湾.jpg”不在案例文件夹里"),
    ('[[photos]]\nfile = "执照.pdf"', "cases/甲/执照.pdf: 错误[picture-format] 照片要用图片文件，这是 PDF"),
    ('[[photos]]\nfile = "坏.jpg"', "cases/甲/坏.jpg: 错误[picture-format] 不认识的图片格式"),
    ('[[annexes]]\nscan = "厚.pdf"', "cases/甲/厚.pdf: 错误[too-many-pages] PDF 有 300 页，不写 pages 时最多印 30 页"),
    ('[[annexes]]\nscan = "锁.pdf"', "cases/甲/锁.pdf: 错误[scan-password] PDF 有打开密码，读不了"),
    ('[[annexes]]\nscan = "断.pdf"', "cases/甲/断.pdf: 错误[scan-broken] PDF 文件不完整或已损坏，读不出来"),
    ('[[annexes]]\nscan = "执照.pdf"\npages = [1, 4]', "cases/甲/a.toml:3:13: 错误[no-such-page] PDF 没有第 4 页，共 2 页"),
    ('[[annexes]]\nscan = "执照.pdf"\npages = [0]', "cases/甲/a.toml:3:10: 错误[no-such-page] PDF 没有第 0 页，共 2 页"),
    ('[[annexes]]\nscan = "张湾.jpg"\npages = [1]', "cases/甲/a.toml:3:1: 错误[pages-of-picture] pages 只用于 PDF，这个文件是图片"),
])  # fmt: skip
def test_mistakes_are_named_where_they_stand(folder: Path, toml: str, message: str) -> None:
    """A wrong name or page is named in the case, a wrong file by its path, each with what to do."""
    files: dict[str, Callable[[], bytes]] = {
        "张湾.jpg": lambda: saved(photo((40, 30)), "JPEG"), "执照.pdf": lambda: pdf(2), "坏.jpg": lambda: b"not a picture",
        "厚.pdf": lambda: pdf(300), "锁.pdf": lambda: pdf(1, lock="x"), "断.pdf": lambda: pdf(1)[:200],
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data())
    written(folder, toml)
    (only,) = found(folder)
    assert only.startswith(message)
    assert "\n  提示：" in only


def test_a_few_pages_of_a_thick_pdf(folder: Path) -> None:
    """Of 300 pages those asked for are taken."""
    (folder / "厚.pdf").write_bytes(pdf(300))
    written(folder, '[[annexes]]\nscan = "厚.pdf"\npages = [299]\n')
    assert [p.alt for p in pictures(folder)[("annexes", 0)]] == ["厚第299页"]


def test_what_parse_reports_is_left_alone(folder: Path) -> None:
    """Values of the wrong kind, and names still to be filled in, are no files: parse says so."""
    written(folder, '[[photos]]\nfile = 3\n[[photos]]\nfile = "待填写"\n[[annexes]]\nscan = "x.pdf"\npages = ["1"]\n')
    assert pictures(folder) == {}


def test_every_mistake_of_a_case_is_told_at_once(folder: Path) -> None:
    """Ten missing files are ten errors of one run."""
    written(folder, "".join(f'[[photos]]\nfile = "{n}.jpg"\n' for n in range(10)))
    assert len(found(folder)) == 10
