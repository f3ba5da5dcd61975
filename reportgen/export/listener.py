"""What LibreOffice finds in its profile: a macro that waits for work, so that one process does one thing after another; line rules.

In: nothing. Out: the files of a profile, by their paths inside it, and how the macro is called and asked.

A process asked to convert files ends when it has; but the pages of a report are known only when it has been laid out, and starting
takes longer than laying out. The macro is LibreOffice's own Basic, which every installation has.

Where it counts pages, it keeps rows whole that fit on the next page and leave little white behind, at most a quarter of the sheet:
those of a bookmark `Split1`, which ends with `SplitEnd1`; the pages are those of the document so kept, and the bookmark is called
`Split1Whole`. Where the text of a page ends is told by where the row goes on: there it is below the header rows that are repeated, and
beyond the edges of the sheets and what LibreOffice draws between two of them (501 hundredths of a millimetre). A first row takes the
header and the line above the table along; a millimetre is for the margins of cells.

Before it counts pages or makes a PDF, it settles the tables that have a bookmark like `row_1_1`. LibreOffice may have laid a table out
when less stood above it; a merged cell that the end of a page cut then keeps its height when the table has moved on, and its last rows
are left without lines. Rows that shrink by a hair and grow again give their cells their right height; low ones grow first.

It looks for the file `1.job`, then `2.job` and so on, whose only line says what to do with `1.docx`, and writes `1.done`, which holds
what went wrong, or nothing. It ends when nobody has asked for anything for ten minutes: whoever started it was killed.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

MACRO = "macro:///Standard.Listener.Listen"
# Where the macro reads the URL of the folder that it works in.
FOLDER = "REPORTGEN_OFFICE_FOLDER"
PDF, PAGES = "pdf", "pages"

_BASIC = """
Sub Listen()
  Dim place As String, number As Long, waited As Long
  number = 1
  Do While waited &lt; 30000
    place = Environ("REPORTGEN_OFFICE_FOLDER") &amp; "/" &amp; number
    If FileExists(place &amp; ".job") Then
      Answer(place, Attempt(place))
      number = number + 1
      waited = 0
    Else
      Wait 20
      waited = waited + 1
    End If
  Loop
End Sub

Sub Answer(place As String, problem As String)
  Open place &amp; ".tmp" For Output As #1
  Print #1, problem
  Close #1
  Name place &amp; ".tmp" As place &amp; ".done"
End Sub

Function Attempt(place As String) As String
  On Error GoTo Failed
  Dim job As String, report
  Open place &amp; ".job" For Input As #1
  Line Input #1, job
  Close #1
  report = StarDesktop.loadComponentFromURL(place &amp; ".docx", "_blank", 0, _
    Array(Named("Hidden", True), Named("Silent", True), Named("MacroExecutionMode", 0)))
  report.refresh()
  Settle(report)
  If job = "pages" Then Count(report, place) Else Export(report, place)
  report.close(True)
  Exit Function
Failed:
  Attempt = Error$
End Function

Sub Settle(report)
  Dim cursor, hair As Integer
  cursor = report.CurrentController.ViewCursor
  For hair = 4 To -4 Step -8
    cursor.jumpToLastPage()
    Stretch(report, hair)
  Next
End Sub

Sub Stretch(report, hair As Integer)
  Dim mark, table, row, line As Integer, done As String
  For Each mark In report.Bookmarks.ElementNames
    If Left(mark, 4) = "row_" Then
      table = report.Bookmarks.getByName(mark).Anchor.TextTable
      If InStr(done, "/" &amp; table.Name &amp; "/") = 0 Then
        done = done &amp; "/" &amp; table.Name &amp; "/"
        For line = 0 To table.Rows.Count - 1
          row = table.Rows.getByIndex(line)
          row.Height = row.Height + IIf(row.Height &lt; 100, hair, -hair)
        Next
      End If
    End If
  Next
End Sub

Sub Count(report, place As String)
  Dim cursor, mark, whole As String
  cursor = report.CurrentController.ViewCursor
  whole = "/"
  For Each mark In report.Bookmarks.ElementNames
    If KeptWhole(report, cursor, mark) Then whole = whole &amp; mark &amp; "/"
  Next
  Open place &amp; ".pages" For Output As #2
  For Each mark In report.Bookmarks.ElementNames
    Print #2, mark &amp; IIf(InStr(whole, "/" &amp; mark &amp; "/") &gt; 0, "Whole", "") &amp; " " &amp; PageOf(report, cursor, mark)
  Next
  Close #2
End Sub

Function PageOf(report, cursor, mark) As Integer
  cursor.gotoRange(report.Bookmarks.getByName(mark).Anchor.Start, False)
  PageOf = cursor.Page
End Function

Function KeptWhole(report, cursor, mark) As Boolean
  Dim last As String, page As Integer, anchor, row
  last = "SplitEnd" &amp; Mid(mark, 6)
  If Left(mark, 5) &lt;&gt; "Split" Or Not report.Bookmarks.hasByName(last) Then Exit Function
  page = PageOf(report, cursor, last)
  If PageOf(report, cursor, mark) &lt;&gt; page - 1 Then Exit Function
  anchor = report.Bookmarks.getByName(mark).Anchor
  If LeavesMuch(report, cursor, anchor) Then Exit Function
  row = anchor.TextTable.Rows.getByIndex(RowOf(anchor.Cell.CellName) - 1)
  row.IsSplitAllowed = False
  KeptWhole = PageOf(report, cursor, mark) = page And PageOf(report, cursor, last) = page
  row.IsSplitAllowed = Not KeptWhole
End Function

Function LeavesMuch(report, cursor, anchor) As Boolean
  Dim look, foot As Long, table
  foot = TopOnNextPage(cursor, anchor)
  look = report.StyleFamilies.getByName("PageStyles").getByName(cursor.PageStyleName)
  foot = foot - look.TopMargin - look.BottomMargin - 501
  If look.HeaderIsOn Then foot = foot - look.HeaderHeight
  If look.FooterIsOn Then foot = foot - look.FooterHeight
  table = anchor.TextTable
  foot = foot - Highest(cursor, table, table.HeaderRowCount + 1) + Highest(cursor, table, 1)
  LeavesMuch = (foot - TopOf(cursor, anchor) + 100) * 4 &gt; look.Height
End Function

Function TopOnNextPage(cursor, anchor) As Long
  Dim page As Integer, here As Integer, there As Integer, middle As Integer
  there = Len(anchor.Cell.String)
  cursor.gotoRange(anchor.Start, False)
  page = cursor.Page
  Do While there &gt; here + 1
    middle = Int((here + there) / 2)
    cursor.gotoRange(anchor.Start, False)
    cursor.goRight(middle, False)
    If cursor.Page = page Then here = middle Else there = middle
  Loop
  cursor.gotoRange(anchor.Start, False)
  cursor.goRight(there, False)
  TopOnNextPage = cursor.Position.Y
End Function

Function TopOf(cursor, anchor) As Long
  cursor.gotoRange(anchor.Start, False)
  If RowOf(anchor.Cell.CellName) = anchor.TextTable.HeaderRowCount + 1 Then
    cursor.gotoRange(anchor.TextTable.getCellByName("A1").Start, False)
    cursor.goUp(1, False)
  End If
  TopOf = cursor.Position.Y
End Function

Function Highest(cursor, table, row As Integer) As Long
  Dim name
  Highest = 2147483647
  For Each name In table.CellNames
    If RowOf(name) = row Then
      cursor.gotoRange(table.getCellByName(name).Start, False)
      If cursor.Position.Y &lt; Highest Then Highest = cursor.Position.Y
    End If
  Next
End Function

Function RowOf(ByVal name As String) As Integer
  Do While Not IsNumeric(Left(name, 1))
    name = Mid(name, 2)
  Loop
  RowOf = Int(Val(name))
End Function

Sub Export(report, place As String)
  report.storeToURL(place &amp; ".pdf", Array(Named("FilterName", "writer_pdf_Export"), Named("FilterData", Array( _
    Named("UseTaggedPDF", True), Named("ExportBookmarks", True), _
    Named("ExportBookmarksToPDFDestination", True), Named("ReduceImageResolution", False)))))
End Sub

Function Named(word As String, value) As com.sun.star.beans.PropertyValue
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = word
  made.Value = value
  Named = made
End Function
"""

# Changes whenever the macro does: pages that it counted by other rules are no guide.
RULES = crc32(_BASIC.encode())

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = (
    f'{_HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Listener" script:language="StarBasic">'
    f"{_BASIC}</script:module>\n"
)
_LIBRARY = (
    f'{_HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Listener"/></library:library>\n'
)
_LIBRARIES = (
    f'{_HEAD}<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">\n'
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" '
    'library:link="false"/></library:libraries>\n'
)
# Signs that begin no line, and that end none, as the templates have them for Word (w:noLineBreaksBefore, w:noLineBreaksAfter): the
# usual ones, and units, which stay with their figures. LibreOffice does not read them from a Word file.
_UNITS = "元万亿张家人份个分年月日号天例次项件"
_NEVER_FIRST = "!),.:;?]}¨·ˇˉ―‖’”…∶、。〃々〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂＇），．：；？］｀｜｝～￠%％‰℃" + _UNITS
# A label stays with its number: 表 1.1, 图 1.1, 第1题.
_LABELS = "表图第"
_NEVER_LAST = "$(£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥" + _LABELS
# A profile that says it is complete is not overwritten with the one that LibreOffice ships.
_SETTINGS = (
    f'{_HEAD}<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop>'
    '</item><item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters"><node oor:name="zh-CN" oor:op="replace">'
    f'<prop oor:name="StartCharacters" oor:op="fuse"><value>{_NEVER_FIRST}</value></prop>'
    f'<prop oor:name="EndCharacters" oor:op="fuse"><value>{_NEVER_LAST}</value></prop>'
    "</node></item></oor:items>\n"
)
PROFILE: Mapping[str, str] = {
    "user/registrymodifications.xcu": _SETTINGS,
    "user/basic/script.xlc": _LIBRARIES,
    "user/basic/Standard/script.xlb": _LIBRARY,
    "user/basic/Standard/Listener.xba": _MODULE,
}
