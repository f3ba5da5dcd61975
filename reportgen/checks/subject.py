"""What checks look at. In: a Case, its Scorecard and its Report. Out: the same, and all texts with their places, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportgen.diagnostics import CasePlace, Key
from reportgen.model.case import Case, Document
from reportgen.model.neighbours import Neighbour
from reportgen.model.report import Report
from reportgen.model.scorecard import Scorecard

from .cells import cells_of
from .citations import Citation, citations_in, listed_in
from .dates import Day, days_of
from .figures import Figure, figures_of, may_be_typed
from .inventory import names_of
from .lines import Lines
from .losses import Loss, losses_of
from .marks import Statement, statements_of
from .mentions import mentions_of
from .named import Named, named_figures
from .naming import Naming, may_mean
from .payments import NAMES, Row, rows_of
from .problem_words import ProblemWords
from .questionnaires import Questionnaire, questionnaires_of
from .texts import Text, texts_of


@dataclass(frozen=True)
class Subject:
    """One case with all that was made of it; `foreign` are the other cases of the workspace."""

    case: Case
    card: Scorecard
    report: Report
    foreign: tuple[Neighbour, ...] = ()

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the case in its order: narrative, names and quoted material."""
        finished = {p.key: p.text for p in self.report.passages}
        finished[("report", "title")] = self.report.report.title
        finished[("project", "uses")] = self.report.project.uses
        return tuple(texts_of(self.case, finished))

    @cached_property
    def narrative(self) -> tuple[Text, ...]:
        """The texts that the firm wrote itself, as sentences."""
        return tuple(text for text in self.texts if not text.quoted and not text.is_name)

    @cached_property
    def names(self) -> dict[str, list[Key]]:
        """The names of the case, each with the keys at which it stands."""
        return names_of(self.case, self._by_key)

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """Every lost point with its reason, in the order of the indicators."""
        return tuple(losses_of(self.report))

    @cached_property
    def problem_words(self) -> ProblemWords:
        """The words of each problem and of each lost point."""
        return ProblemWords(self.case, self.losses)

    @cached_property
    def statements(self) -> tuple[tuple[Text, Statement], ...]:
        """What the narrative states of points, scores and grades."""
        return tuple(statements_of(self.case, self.card, self.narrative))

    def text_at(self, *key: str | int) -> str:
        """The finished text of a key; empty where the case has none."""
        text = self._by_key.get(key)
        return text.text if text is not None else ""

    @cached_property
    def printed(self) -> tuple[Text, ...]:
        """The narrative that the report prints: no notes of the analyst, no sources."""
        return tuple(text for text in self.narrative if text.key in self._printed_keys)

    @cached_property
    def typed_lines(self) -> Lines:
        """What was typed of the narrative, as one text; a sign nobody types stands for each sign of a reference."""
        return Lines(self.narrative, lambda text: text.bare)

    @cached_property
    def typed_names(self) -> Lines:
        """The names that the firm typed, as one text; titles of documents are its own copy."""
        return Lines((t for t in self.texts if t.is_name and (not t.quoted or t.key[0] == "documents")), lambda text: text.bare)

    @cached_property
    def printed_lines(self) -> Lines:
        """The narrative as the report prints it, as one text."""
        return Lines(self.printed, lambda text: text.text)

    @cached_property
    def sentences(self) -> tuple[Text, ...]:
        """All that is printed as sentences, quoted or not, with the cells of quoted tables."""
        return (*(t for t in self.texts if not t.is_name and (t.quoted or t.key in self._printed_keys)), *self.cells)

    @cached_property
    def cells(self) -> tuple[Text, ...]:
        """The cells of quoted tables that hold something."""
        return tuple(cells_of(self.case))

    @cached_property
    def _printed_keys(self) -> set[Key]:
        return {("project", "uses"), *(passage.key for passage in self.report.passages)}

    @cached_property
    def dated(self) -> tuple[tuple[Text, list[Day]], ...]:
        """The sentences that state days or months, with these."""
        return tuple((text, days) for text in self.sentences if (days := days_of(text.text)))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the ledger and of the receipts, with their texts as they are printed."""
        texts = {text.key: text.text for text in self.texts if text.key[0] == "funds"}
        return tuple(row for table in NAMES for row in rows_of(self.case, table, lambda key: texts.get(key, "")))

    @cached_property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """The surveys with their questions."""
        return tuple(questionnaires_of(self.case))

    @cached_property
    def typed(self) -> tuple[Figure, ...]:
        """The figures in the printed narrative that were typed, not referred to."""
        texts = filter(may_be_typed, self.printed)
        return tuple(figure for text in texts for figure in self.figures(text) if figure.typed_at is not None)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The numbers of documents that were typed anywhere but in the table of documents."""
        return tuple(citations_in(text for text in self.texts if text.key[0] not in ("documents", "report")))

    @cached_property
    def listed(self) -> tuple[tuple[Document | None, Citation], ...]:
        """The numbers of documents that the case knows: those in the table of documents, with these, and its own."""
        return tuple(listed_in(self.case))

    @cached_property
    def cited_in_tables(self) -> tuple[Citation, ...]:
        """The numbers of documents in the cells of quoted tables."""
        return tuple(citations_in(self.cells))

    @cached_property
    def retyped(self) -> tuple[tuple[Figure, Named], ...]:
        """The typed figures that contradict a fact of the case, each with the fact."""
        typed = [figure for figure in self.typed if may_mean(figure)]
        if not typed:
            return ()
        naming = Naming(self.case, named_figures(self.case, self.card), mentions_of(self.case, self.texts), self.typed)
        return tuple((figure, named) for figure in typed if (named := naming.meant(figure)) is not None)

    def figures(self, text: Text) -> tuple[Figure, ...]:
        """The figures of a text, read once."""
        if text.key not in self._figures:
            self._figures[text.key] = tuple(figures_of(text))
        return self._figures[text.key]

    @cached_property
    def _figures(self) -> dict[Key, tuple[Figure, ...]]:
        return {}

    def at(self, *key: str | int) -> CasePlace:
        """The place of a key."""
        return CasePlace(key)

    def indicator(self, name: str) -> Key:
        """The key of the indicator of that name. Raises KeyError."""
        return self._indicators[name]

    @cached_property
    def _by_key(self) -> dict[Key, Text]:
        return {text.key: text for text in self.texts}

    @cached_property
    def _indicators(self) -> dict[str, Key]:
        return {indicator.name: ("indicators", at) for at, indicator in enumerate(self.case.indicators)}
