"""From a file to sheets of cells: Excel (.xlsx), OpenDocument (.ods) or text (.csv), known by content, not by name."""

from __future__ import annotations

import io
import zipfile

from loaders.files.sheets.delimited import decoded, read_text
from loaders.files.sheets.excel import read_excel
from loaders.files.sheets.opendocument import read_open_document
from loaders.files.sheets.sheet import Sheet
from loaders.services.errors import SourceError

LARGEST_FILE, LARGEST_CONTENT = 50_000_000, 400_000_000  # bytes, packed and unpacked
AGAIN = "download it again, open it once in Excel to look, and add it as .xlsx, .ods or .csv"
SAVE_AS = "open it in Excel and save it as .xlsx (File, Save as, Excel workbook)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGES = ("<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<script", "<div")


def read_sheets(body: bytes) -> list[Sheet]:
    """Return the sheets of a file, those that are hidden without cells.

    Raises:
        SourceError: It is empty, too large, damaged, protected, a web page, or of another kind.
    """
    if not body.strip():
        raise _unreadable("the file is empty", AGAIN)
    if len(body) > LARGEST_FILE:
        raise _unreadable("the file is too large", "add a part of it", f"{len(body):,} bytes")
    if body.startswith(_OLE):
        raise _old_or_locked(body)
    if body[:2] == b"PK":
        return _packed(body)
    text = decoded(body)
    if text is None:
        raise _unreadable("the file is no spreadsheet and no text", AGAIN, _start(body))
    _refuse_markup(text, body)
    return [read_text(text, advice=AGAIN)]


def _unreadable(happened: str, advice: str, evidence: str = "") -> SourceError:
    return SourceError(happened, cause="unreadable_file", evidence=evidence, advice=advice)


def _start(body: bytes) -> str:
    return repr(body[:40].decode("latin-1"))


def _old_or_locked(body: bytes) -> SourceError:
    """Return the refusal of the container that old Excel files and protected new ones share."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        return _unreadable(
            "the file is protected with a password",
            "open it in Excel, take the password away (File, Info, Protect workbook), save it and add it again",
        )
    if any(name.encode("utf-16-le") in body for name in ("Workbook", "Book")):
        return _unreadable("the file is an old .xls", SAVE_AS)
    return _unreadable("the file is protected with a password, or an old .xls", f"{SAVE_AS}, without a password")


def _refuse_markup(text: str, body: bytes) -> None:
    start = text[:2000].lstrip("\ufeff \r\n\t").casefold()
    if start.startswith("%pdf"):
        raise _unreadable("the file is a PDF", "ask for the table as .xlsx or .csv")
    if start.startswith(("{", "[{")):
        raise _unreadable("the file is JSON, no table", AGAIN, _start(body))
    if start.startswith(_PAGES) or (start.startswith("<?xml") and "<html" in start):
        is_table = "<table" in text[:200_000].casefold()
        told = " with a table, as some programs save under the name .xls" if is_table else ""
        raise _unreadable(
            f"the file is a web page, whatever its name says{told}", SAVE_AS if is_table else AGAIN, _start(body)
        )
    if start.startswith("<?xml"):
        old = "excel.sheet" in start or "office:spreadsheet" in start
        raise _unreadable(
            "the file is a spreadsheet as XML" if old else "the file is XML, no table",
            SAVE_AS if old else AGAIN,
            _start(body),
        )


def _packed(body: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if sum(part.file_size for part in archive.infolist()) > LARGEST_CONTENT:
                raise _unreadable("the file holds too much when unpacked", "add a part of it")
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if "xl/workbook.xml" in names:
            return read_excel(body)
        if b"encryption-data" in manifest:
            raise _unreadable("the file is protected with a password", "save it without a password")
        if "content.xml" in names:
            return read_open_document(body)
    except SourceError:
        raise
    except Exception as error:  # readers of damaged files raise whatever their parser meets
        raise _unreadable("the file is damaged", AGAIN, f"{type(error).__name__}: {str(error)[:120]}") from error
    if "xl/workbook.bin" in names:
        raise _unreadable("the file is a binary workbook (.xlsb)", SAVE_AS)
    inside = sorted(names)[:4]
    is_archive = any(name.casefold().endswith((".xlsx", ".ods", ".csv", ".xls", ".txt")) for name in names)
    raise _unreadable(
        "the file is packed, but is no spreadsheet",
        "unpack it, and add the file with the table" if is_archive else AGAIN,
        ", ".join(inside),
    )
