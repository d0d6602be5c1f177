"""The stages of a run, in order, as pure functions: articles to claims and sketches, to stories, to facts, to findings.

No stage reads a file or a clock. An engine may run ``extract`` wherever it likes; everything after it works on what the
extracts hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, islice

from crossfact.fingerprint import fingerprint
from crossfact.link.copies import copies
from crossfact.link.events import Mention, clusters, days_of
from crossfact.link.facts import by_entity, by_event, by_happening, claim_order, commonest, fact
from crossfact.link.sketches import Sketch, sketch
from crossfact.link.stories import Link, Story, stories
from crossfact.model import (
    Article,
    ArticleSummary,
    Certainty,
    Claim,
    Confidence,
    Days,
    Evidence,
    Fact,
    Finding,
    Location,
    NearMiss,
    Part,
    Problem,
    Reading,
    Relation,
    Report,
    Severity,
    days_words,
    in_words,
    listed,
)
from crossfact.register import Register
from crossfact.rulekit import ClaimKind, Draft, Explanation, Rule, View

_DISPUTE = 4
"""Days by which two tellings may differ when an undated article takes its day from a dated one."""
_REASONS = {
    Relation.UPDATES: "the later reports bring an earlier one up to date",
    Relation.COMPATIBLE: "the readings can all hold: one is coarser, hedged or a part of another",
}
_EXEMPLARS = 3
"""How many places of a reading are told in the derivation, and how many links of a fact."""
_PLACES = 6
"""How many places are shown for one reading."""

_TWINS_APART = 31
"""Most days between the articles that date an undated one."""


@dataclass(frozen=True, slots=True)
class Extract:
    """All that later stages know of an article."""

    summary: ArticleSummary
    claims: tuple[Claim, ...]
    sketch: Sketch
    failed: str = ""
    """What failed inside while the article was read ("IndexError in the kind quotations"), if anything did."""


@dataclass(frozen=True, slots=True)
class Context:
    """What judging needs beside the claims."""

    register: Register
    copy_of: Mapping[str, str]


def run(
    articles: Iterable[Article],
    *,
    kinds: Sequence[ClaimKind],
    rules: Sequence[Rule],
    register: Register,
    pedantic: bool = False,
    near_miss_cap: int = 50,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Check articles against each other and the register. Findings come sorted and without a baseline's states.

    What fails inside is raised.
    """
    extracts = []
    for number, article in enumerate(articles, 1):
        extracts.append(extract(article, kinds))
        if progress is not None:
            progress(number)
    return conclude(
        extracts, rules=rules, register=register, pedantic=pedantic, near_miss_cap=near_miss_cap, strict=True
    )


def extract(article: Article, kinds: Sequence[ClaimKind]) -> Extract:
    """Claims and sketch of one article."""
    view = View(article)
    claims = sorted((claim for kind in kinds for claim in kind.extract(view)), key=lambda c: (c.kind, claim_order(c)))
    summary = ArticleSummary(
        article_id=article.article_id,
        source=article.source,
        record=article.record,
        publisher=article.publisher,
        title=article.title or _title(view),
        published=view.dct,
        url=article.url,
    )
    return Extract(summary, tuple(dict.fromkeys(claims)), sketch(view))


def extract_guarded(article: Article, kinds: Sequence[ClaimKind]) -> Extract:
    """``extract``, of which a failure inside costs the claims of that kind, and not the run.

    Where a layer that everything needs fails, the article has neither claims nor sketch. ``Extract.failed`` says so.
    """
    try:
        return extract(article, kinds)
    except Exception:
        pass
    claims: list[Claim] = []
    failed = []
    for kind in kinds:
        try:
            claims += extract(article, [kind]).claims
        except Exception as error:
            failed.append(f"{_failure(error)} in the kind {kind.name}")
    try:
        rest = extract(article, ())
    except Exception as error:
        failed = [_failure(error)]
        rest = _unread(article)
    return replace(rest, claims=tuple(sorted(claims, key=lambda c: (c.kind, claim_order(c)))), failed=listed(failed))


def lost(article: Article, failed: str) -> Extract:
    """The extract of an article that could not be read at all, with what failed in words."""
    return replace(_unread(article), failed=failed)


def problems_of(extracts: Iterable[Extract]) -> list[Problem]:
    """What failed inside while the articles were read."""
    return [_inside(extract.summary.article_id, extract.failed) for extract in extracts if extract.failed]


def _inside(where: str, failed: str) -> Problem:
    text = f"a part of the checker failed inside ({failed}); the rest was checked; please report it"
    return Problem(Severity.ERROR, where, text, inside=True)


def _unread(article: Article) -> Extract:
    summary = ArticleSummary(
        article.article_id, article.source, article.record, article.publisher, article.title, url=article.url
    )
    return Extract(summary, (), Sketch.empty(article.article_id, article.sha256))


def _failure(error: Exception) -> str:
    return type(error).__name__


def _title(view: View) -> str | None:
    title = view.layout.title
    return None if title is None else view.text[title.start : title.end]


def conclude(
    extracts: Iterable[Extract],
    *,
    rules: Sequence[Rule],
    register: Register,
    pedantic: bool = False,
    near_miss_cap: int = 50,
    strict: bool = False,
) -> Report:
    """Findings from extracts: link, compare, judge.

    A rule that fails on an article or a story is a problem of the report, and the rest is checked; ``strict`` raises.
    """
    ordered = sorted(extracts, key=lambda e: e.summary.article_id)
    linked = stories([e.sketch for e in ordered])
    copy_of = copies([e.sketch for e in ordered])
    context = Context(register, copy_of)
    by_article = {e.summary.article_id: e for e in ordered}
    problems = problems_of(ordered)
    found: list[Finding] = []
    missed: list[NearMiss] = []

    def collect(rule: Rule, where: str, outcomes: Callable[[], Iterable[Draft | NearMiss]]) -> None:
        try:
            _collect(rule, outcomes(), found, missed)
        except Exception as error:
            if strict:
                raise
            problems.append(_inside(where, f"{_failure(error)} in the rule {rule.code}"))

    standing: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for item in ordered:
        for rule in rules:
            if rule.judge is not None:
                claims = [c for c in item.claims if c.kind in rule.reads]
                if claims:
                    collect(rule, item.summary.article_id, partial(rule.judge, claims, register))
    for story in linked.stories:
        claims = _dated_by_story([c for a in story.articles for c in by_article[a].claims], story.ties)
        twins = _twins(story, by_article)
        for rule in rules:
            mine = [c for c in claims if c.kind in rule.reads]
            if not mine:
                continue
            if rule.standing:
                for claim in mine:
                    if claim.entity:
                        standing[rule.code, claim.entity].append(_dated_by_twin(claim, twins))
                continue
            if rule.relate is not None:
                collect(rule, f"the story of {story.articles[0]}", partial(_related, rule, mine, story, context))
            if rule.reconcile is not None:
                collect(rule, f"the story of {story.articles[0]}", partial(rule.reconcile, mine, register))
    by_code = {rule.code: rule for rule in rules}
    for (code, entity), claims in sorted(standing.items()):
        rule = by_code[code]
        ordered_claims = sorted(claims, key=claim_order)
        if rule.relate is not None:
            collect(rule, entity, partial(_compared, rule, by_entity(ordered_claims), (), context))
        if rule.reconcile is not None:
            collect(rule, entity, partial(rule.reconcile, ordered_claims, register))
    findings = [f for f in _without_yielding(found, by_code) if pedantic or f.confidence is not Confidence.LOW]
    near = sorted(set(missed), key=_near_miss_order)
    return Report(
        articles=tuple(replace(e.summary, copy_of=copy_of.get(e.summary.article_id)) for e in ordered),
        findings=tuple(sorted(findings, key=finding_order)),
        near_misses=_shared_out(near, near_miss_cap),
        near_misses_total=len(near),
        claims=sum(len(e.claims) for e in ordered),
        problems=tuple(problems),
        remarks=linked.remarks,
    )


def _shared_out(near: Sequence[NearMiss], cap: int) -> tuple[NearMiss, ...]:
    """At most ``cap`` of them in their order, so that no rule crowds out another."""
    seen: Counter[str] = Counter()
    ranked = []
    for place, one in enumerate(near):
        ranked.append((seen[one.rule], place))
        seen[one.rule] += 1
    return tuple(near[place] for place in sorted(place for _, place in sorted(ranked)[:cap]))


def finding_order(finding: Finding) -> tuple[int, str, str, int, str]:
    """Report order: most serious first, then by rule and place."""
    first = finding.locations[0].evidence
    severity = (Severity.ERROR, Severity.WARNING, Severity.INFO).index(finding.severity)
    return severity, finding.rule, first.article_id, first.span.start, finding.fingerprint


def _near_miss_order(near: NearMiss) -> tuple[str, str, str, tuple[tuple[str, int, int], ...]]:
    places = tuple((at.evidence.article_id, *at.evidence.span) for at in near.locations)
    return near.rule, near.subject, near.reason, places


def _dated_by_story(claims: Sequence[Claim], ties: Set[frozenset[str]]) -> list[Claim]:
    """Give claims of undated articles the day of the happening they belong to, where an article tied to theirs dates it."""
    mentions = {Mention(c.evidence.article_id, c.event) for c in claims if c.event is not None}
    if not any(map(_lacks_a_day, claims)) or len({m.article_id for m in mentions}) < 2:
        return list(claims)
    number = clusters(mentions, _DISPUTE, ties)
    groups: dict[int, list[Mention]] = defaultdict(list)
    for mention, index in number.items():
        groups[index].append(mention)
    dated = []
    for claim in claims:
        if _lacks_a_day(claim) and claim.event is not None:
            group = groups[number[Mention(claim.evidence.article_id, claim.event)]]
            own = claim.evidence.article_id
            others = sorted((m for m in group if frozenset((m.article_id, own)) in ties), key=_mention_order)
            days = days_of(others)
            if days is not None:
                witness = next(m for m in others if m.event.days is not None and m.event.days.day is not None)
                claim = replace(
                    claim,
                    when=days,
                    dated_by=f"the article is undated; {witness.article_id} dates the same {claim.event.event_class} to {days}",
                )
        dated.append(claim)
    return dated


def _lacks_a_day(claim: Claim) -> bool:
    return claim.said_on is None and claim.when is None


def _twins(story: Story, by_article: Mapping[str, Extract]) -> dict[str, tuple[Days, str]]:
    """For undated articles the days of the articles that surely tell the same, and what says so in words."""
    tied: dict[str, set[str]] = defaultdict(set)
    for link in story.links:
        if link.tied:
            tied[link.first].add(link.second)
            tied[link.second].add(link.first)
    found = {}
    for article in sorted(tied):
        if by_article[article].summary.published is not None:
            continue
        dated = {other: by_article[other].summary.published for other in sorted(tied[article])}
        known = {other: time.days for other, time in dated.items() if time is not None}
        earliest = [days.earliest for days in known.values() if days.earliest is not None]
        latest = [days.latest for days in known.values() if days.latest is not None]
        if earliest and latest and max(latest) - min(earliest) <= _TWINS_APART:
            days = Days(min(earliest), max(latest))
            found[article] = days, f"the article is undated; {listed(list(known))}, of {days}, tells the same story"
    return found


def _dated_by_twin(claim: Claim, twins: Mapping[str, tuple[Days, str]]) -> Claim:
    """A standing claim of an undated article holds on the days of its twins."""
    twin = twins.get(claim.evidence.article_id)
    if twin is None or not _lacks_a_day(claim):
        return claim
    return replace(claim, when=twin[0], dated_by=twin[1])


def _mention_order(mention: Mention) -> tuple[str, int]:
    return mention.article_id, mention.event.span.start


def gathered(rule: Rule, claims: Sequence[Claim], ties: Set[frozenset[str]]) -> Mapping[tuple[str, ...], list[Claim]]:
    """The claims of one story by what they are about: a happening or an entity, a slot and a group."""
    if rule.hangs_on != "event":
        return by_entity(claims)
    return by_event(claims, ties) if rule.one is None else by_happening(claims, rule.one)


def _related(rule: Rule, claims: Sequence[Claim], story: Story, context: Context) -> Iterator[Draft | NearMiss]:
    """Compare the claims of one story, fact by fact."""
    groups = gathered(rule, claims, story.ties)
    yield from _compared(rule, groups, story.links, context)


def _compared(
    rule: Rule, groups: Mapping[tuple[str, ...], list[Claim]], links: Sequence[Link], context: Context
) -> Iterator[Draft | NearMiss]:
    for key, claims in sorted(groups.items()):
        if len({str(claim.value) for claim in claims}) < 2:
            continue
        told = fact(key, claims, context.copy_of, tuple(_links_of(claims, links)))
        outcome = compare(rule, told, context)
        if outcome is not None:
            yield outcome


def _links_of(claims: Sequence[Claim], links: Sequence[Link]) -> Iterator[str]:
    """In words, why the articles of the claims are taken to tell of one happening."""
    articles = {claim.evidence.article_id for claim in claims}
    between = (link for link in links if link.first in articles and link.second in articles)
    for link in islice(between, _EXEMPLARS):
        yield f"{link.first} and {link.second} tell of one happening: {link.evidence}"


def compare(rule: Rule, told: Fact, context: Context) -> Draft | NearMiss | None:
    """The finding on one fact, if its readings contradict each other; an ``info`` finding where the rule asks for one.

    Readings of several articles that differ without contradiction are a near miss.
    """
    assert rule.relate is not None
    register = context.register
    relations: dict[tuple[int, int], Relation] = {}
    against: dict[int, set[int]] = defaultdict(set)
    for (i, first), (j, second) in combinations(enumerate(told.readings), 2):
        relations[i, j] = relation = rule.relate(first, second, register)
        if relation is Relation.CONTRADICTS:
            against[i].add(j)
            against[j].add(i)
    explanation = Explanation() if rule.explain is None else rule.explain(told, register)
    if not against:
        if explanation.severity is not Severity.INFO:
            return _near_miss(rule, told, set(relations.values()))
        sides, head = list(range(len(told.readings))), 0
    else:
        head = min(against)
        sides = [head, *(i for i in sorted(against) if i != head)]
    primary = told.readings[head]
    conflicting = [told.readings[i] for i in sides if i != head]
    others = [
        reading
        for index, reading in enumerate(told.readings)
        if index not in sides and relations[min(head, index), max(head, index)] in (Relation.SAME, Relation.COMPATIBLE)
    ]
    values = tuple(sorted(str(told.readings[i].value) for i in sides))
    entity = commonest(claim.entity for reading in (primary, *conflicting) for claim in reading.claims)
    key = (entity or told.subject.lower(), told.slot, primary.claims[0].group)
    return Draft(
        subject=told.subject,
        message=rule.message.format(subject=told.subject, readings=_readings_in_words([primary, *conflicting])),
        primary=primary.claims[0],
        conflicting=tuple(c for reading in conflicting for c in _exemplars(reading)),
        agreeing=(*_exemplars(primary)[1:], *(c for reading in others for c in _exemplars(reading))),
        derivation=(
            *_steps([primary, *conflicting]),
            *told.links,
            *_changed_copies(primary, conflicting, context.copy_of),
            *explanation.derivation,
        ),
        key=key,
        values=values,
        severity=explanation.severity,
        confidence=told.confidence,
        question=explanation.question,
        fits=explanation.fits,
        advice=explanation.advice,
    )


def _near_miss(rule: Rule, told: Fact, relations: Set[Relation]) -> NearMiss | None:
    """Readings that differ between articles and yet can all hold."""
    claims = [claim for reading in told.readings for claim in reading.claims]
    if len({claim.evidence.article_id for claim in claims}) < 2 or not relations & _REASONS.keys():
        return None
    reasons = [_REASONS[relation] for relation in _REASONS if relation in relations]
    locations = [_location(reading.claims[0], Part.EVIDENCE) for reading in told.readings[:_EXEMPLARS]]
    return NearMiss(rule.code, told.subject, "; ".join(reasons), tuple(locations))


def _changed_copies(primary: Reading, conflicting: Sequence[Reading], copy_of: Mapping[str, str]) -> Iterator[str]:
    """Say where two articles are copies of one text and differ in just this value."""
    first = {copy_of.get(c.evidence.article_id, c.evidence.article_id): c.evidence.article_id for c in primary.claims}
    for claim in (claim for reading in conflicting for claim in reading.claims):
        article = claim.evidence.article_id
        twin = first.get(copy_of.get(article, article))
        if twin is not None and twin != article:
            yield f"{article} and {twin} are copies of one text; the value was changed in one of them"


def _exemplars(reading: Reading, most: int = _PLACES) -> tuple[Claim, ...]:
    """A few claims of a reading, from different articles first."""
    first: dict[str, Claim] = {}
    rest = []
    for claim in reading.claims:
        if claim.evidence.article_id in first:
            rest.append(claim)
        else:
            first[claim.evidence.article_id] = claim
    return tuple([*first.values(), *rest][:most])


def _readings_in_words(told: Sequence[Reading]) -> str:
    parts = []
    for reading in told:
        sources = f"{reading.sources} source" + ("s" if reading.sources != 1 else "")
        parts.append(f"{in_words(reading.value)} ({sources})")
    return "; ".join(parts)


def _steps(told: Sequence[Reading]) -> tuple[str, ...]:
    steps = []
    for reading in told:
        for claim in _exemplars(reading, _EXEMPLARS):
            said = "" if claim.said_on is None else f", dated {days_words(claim.said_on)}"
            by = f" ({claim.dated_by})" if claim.dated_by else ""
            steps.append(
                f"{claim.evidence.article_id}{said}: “{claim.evidence.quote}” is read as {in_words(claim.value)}{by}"
            )
    return tuple(steps)


def _collect(rule: Rule, outcomes: Iterable[Draft | NearMiss], found: list[Finding], missed: list[NearMiss]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, NearMiss):
            missed.append(outcome)
        else:
            found.append(finding_of(rule, outcome))


def finding_of(rule: Rule, draft: Draft) -> Finding:
    """The finding a draft stands for, with code, severity, locations and fingerprint filled in."""
    severity = draft.severity or rule.severity
    if severity is Severity.ERROR and draft.confidence is not Confidence.HIGH:
        severity = Severity.WARNING
    doubts = _doubts(draft)
    if doubts:
        severity = Severity.INFO
    locations = [_location(draft.primary, Part.PRIMARY)]
    locations += [_location(claim, Part.CONFLICTING) for claim in draft.conflicting]
    locations += [_location(claim, Part.AGREEING) for claim in draft.agreeing]
    locations += [_location(item, Part.EVIDENCE) for item in draft.evidence]
    finding = Finding(
        rule=rule.code,
        name=rule.name,
        severity=severity,
        confidence=draft.confidence,
        subject=draft.subject,
        message=draft.message,
        locations=tuple(dict.fromkeys(locations)),
        derivation=tuple(dict.fromkeys((*draft.derivation, *doubts))),
        fact_key=draft.key or (draft.subject.lower(),),
        values=tuple(sorted(draft.values or {str(draft.primary.value), *(str(c.value) for c in draft.conflicting)})),
        question=draft.question,
        fits=draft.fits,
        advice=draft.advice,
    )
    return replace(finding, fingerprint=fingerprint(finding))


def _doubts(draft: Draft) -> tuple[str, ...]:
    """What speaks against the readings, if no two sides of the conflict stand on a claim that is not unsure.

    A finding that has one side only needs that one.
    """
    standing = {str(c.value) for c in draft.agreeing if c.certainty is not Certainty.UNSURE}
    sides: dict[str, list[Claim]] = defaultdict(list)
    for claim in (draft.primary, *draft.conflicting):
        sides[str(claim.value)].append(claim)
    standing |= {v for v, claims in sides.items() if any(c.certainty is not Certainty.UNSURE for c in claims)}
    if len(standing & sides.keys()) >= min(2, len(sides)):
        return ()
    unsure = [c for v, claims in sides.items() if v not in standing for c in claims]
    return tuple(f"{c.evidence.article_id}: “{c.evidence.quote}” is not surely read: {c.doubt}" for c in unsure)


def _location(item: Claim | Evidence, part: Part) -> Location:
    if isinstance(item, Evidence):
        return Location(item, part)
    value = None if part is Part.EVIDENCE else str(item.value)
    return Location(item.evidence, part, value, item.said_on, item.publisher)


def _without_yielding(found: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """Drop findings whose rule yields to another that has all their readings, and repeats of one finding.

    A rule that yields to itself gives up its smaller finding for a larger one.
    """
    taken: dict[tuple[str, Evidence], list[set[Evidence]]] = defaultdict(list)
    for finding in found:
        places = {location.evidence for location in finding.locations}
        for place in places:
            taken[finding.rule, place].append(places)
    kept: dict[tuple[str, Evidence], Finding] = {}
    for finding in sorted(found, key=finding_order):
        sides = {location.evidence for location in finding.locations if location.part is not Part.EVIDENCE}
        if any(
            sides < other if code == finding.rule else sides <= other
            for code in rules[finding.rule].yields_to
            for other in taken[code, finding.locations[0].evidence]
        ):
            continue
        kept.setdefault((finding.fingerprint, finding.locations[0].evidence), finding)
    return list(kept.values())


def claims_of(article: Article, kinds: Sequence[ClaimKind]) -> tuple[Claim, ...]:
    """The claims of one article, in order of place."""
    return tuple(sorted(extract(article, kinds).claims, key=claim_order))
