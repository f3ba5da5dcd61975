"""A picture file made ready for print: upright, scaled to 220 dpi, in sRGB or grey, without metadata.

In: an open file in one of Pillow's formats. Out: a Picture, the same bytes for the same file each time.
Raises Unprintable, with a code and Chinese words, for what cannot be printed.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import BinaryIO, Literal, NamedTuple

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from reportgen.model.pictures import Picture

DPI = 220
# Importing a plugin registers its format; Pillow imports only some by itself, and others (EPS) run foreign programs.
# JPEG covers MPO, which a phone writes with a second picture inside.
_FORMATS = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        GifImagePlugin.GifImageFile,
        BmpImagePlugin.BmpImageFile,
        TiffImagePlugin.TiffImageFile,
        WebPImagePlugin.WebPImageFile,
    )
)
# How much larger than wanted a picture is decoded before it is resampled: 1.5 halves the memory that a photo takes at Pillow's 2.
_GAP = 1.5
_QUALITY = 82
_FEW = 256  # a picture without loss that has no more colours may be smaller, and is sharper, as PNG
# JPEG is scaled while it is decoded, so that it may be larger; the others stand in memory whole, at four bytes a pixel.
_MOST_PIXELS = 100_000_000
_MOST_PIXELS_JPEG = 300_000_000
_BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError, struct.error, zlib.error)
# The limits above are ours, told in Chinese; Pillow's own (an exception, and a warning on a stream that nobody reads) is off.
Image.MAX_IMAGE_PIXELS = None


class Box(NamedTuple):
    """The greatest size in print, in mm; a picture may stand upright or lie in it."""

    long: int
    short: int

    def pixels(self, width: int, height: int) -> tuple[int, int]:
        """The box in pixels, turned as the picture is."""
        long, short = (round(mm / 25.4 * DPI) for mm in self)
        return (long, short) if width >= height else (short, long)


class Unprintable(Exception):
    """A file that cannot be printed: a code, a Chinese message and a hint."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def load_image(file: BinaryIO, box: Box, alt: str) -> Picture:
    """The picture of a file, no larger than its box at 220 dpi; one that is smaller keeps its pixels."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file, formats=_FORMATS) as image:
            _check_size(image)
            lossless = image.format not in ("JPEG", "MPO", "WEBP")
            return printable(_upright(_scaled(image, box)), alt, lossless=lossless)
    except UnidentifiedImageError:
        raise _unknown(file) from None
    except _BROKEN as problem:
        reason = "图片文件不完整或已损坏，读不出来"
        raise Unprintable("picture-broken", reason, "用看图软件打开试试；打不开的请重新取得原文件") from problem


def printable(image: Image.Image, alt: str, *, lossless: bool) -> Picture:
    """The picture encoded: JPEG for photos; PNG for few colours, where it is smaller and nothing was lost before."""
    few = lossless and image.getcolors(_FEW) is not None
    image = _grey_if_grey(_srgb(image))
    image.info = {}
    jpeg, png = _encoded(image, "jpeg"), _encoded(image, "png") if few else None
    if png is not None and len(png) <= len(jpeg):
        return Picture(png, "png", image.width, image.height, alt)
    return Picture(jpeg, "jpeg", image.width, image.height, alt)


def _check_size(image: Image.Image) -> None:
    most = _MOST_PIXELS_JPEG if image.format in ("JPEG", "MPO") else _MOST_PIXELS
    if image.width * image.height > most:
        size = f"{image.width}×{image.height}，约 {image.width * image.height // 1_000_000} 兆像素"
        message = f"图片太大（{size}），最多 {most // 1_000_000} 兆像素"
        raise Unprintable("picture-too-large", message, "用看图软件缩小后另存，长边 4000 像素足够")


def _scaled(image: Image.Image, box: Box) -> Image.Image:
    """The picture within its box, decoded: a JPEG at the nearest of its own scales, so that it never stands in memory whole."""
    size = box.pixels(*image.size)
    if image.mode.startswith(("I", "F")):
        return _scaled_deep(image, size)
    if image.mode in ("1", "P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = _on_white(image)
    elif image.mode not in ("L", "RGB", "RGBA", "CMYK"):
        image = image.convert("RGB")
    image.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=_GAP)
    return _on_white(image) if image.mode == "RGBA" else image


def _scaled_deep(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Grey of 16 or 32 bits, brought to 8: 16 bits by their upper half, more by the range that the picture uses."""
    values = image.convert("F")
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else _range(values)
    scale = 255 / (high - low) if high > low else 0
    grey = values.point(lambda value: value * scale - low * scale).convert("L")
    grey.info = dict(image.info)
    grey.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=_GAP)
    return grey


def _range(values: Image.Image) -> tuple[float, float]:
    """0 to 65535 where the values fit (a PNG of 16 bits is opened as 32), else the range in use."""
    low, high = (float(str(end)) for end in values.getextrema())
    return (0.0, 65535.0) if low >= 0 and 255 < high <= 65535 else (low, high)


def _on_white(image: Image.Image) -> Image.Image:
    """The picture as it looks on paper: what is transparent is white."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "P" and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    paper.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return paper


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned as its EXIF says; a broken EXIF turns nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image


def _srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB: by its own colour profile, which is then dropped, or as Pillow converts CMYK without one."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, *_BROKEN):
            found = None
        if found is not None:
            return found
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _grey_if_grey(image: Image.Image) -> Image.Image:
    """One channel where the three are the same."""
    if image.mode != "RGB":
        return image
    red, green, blue = image.split()
    same = ImageChops.difference(red, green).getbbox() is None and ImageChops.difference(green, blue).getbbox() is None
    return red if same else image


def _encoded(image: Image.Image, kind: Literal["png", "jpeg"]) -> bytes:
    out = io.BytesIO()
    if kind == "png":
        image.save(out, "PNG", compress_level=9)
    else:
        image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _unknown(file: BinaryIO) -> Unprintable:
    """Why Pillow knows no such format: photos of an iPhone, or something else."""
    file.seek(0)
    head = file.read(32)
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"):
        hint = "先转成 JPG：在 Windows“照片”里另存为 JPG，或在 iPhone 的设置→相机→格式选“兼容性最佳”后重拍"
        return Unprintable("picture-heic", "图片是 HEIC 格式（iPhone 照片），不能直接用", hint)
    if not head:
        return Unprintable("picture-broken", "图片文件是空的", "重新取得原文件")
    return Unprintable("picture-format", "不认识的图片格式", "用看图软件另存为 JPG 或 PNG；只改扩展名没有用")
