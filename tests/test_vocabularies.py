"""Linked data by the standards' own means: SHACL shapes over the graph that a JSON-LD processor makes of it.

The shapes of schema.org come with pyshacl; those of Web Annotations are the MUSTs of the data model (W3C,
2017, 3 and 4), a shape a class. Contexts are given by hand, for the terms that we write, since a test fetches
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TextIO

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Namespace, URIRef

from onrecord.faces.linked import write_schemaorg, write_webannotation
from onrecord.model import Page, Reading, Speaker, SpeakerType

# rdflib's own reader of JSON-LD still makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("http://schema.org/")
ANNOTATION_TERMS = {
    "oa": str(OA),
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": str(RDF),
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "describing": "oa:describing",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}
ANNOTATION_SHAPES = """
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ; sh:targetClass oa:Annotation ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:class oa:SpecificResource ] ;
  sh:property [ sh:path oa:hasBody ; sh:minCount 1 ; sh:class oa:TextualBody ] ;
  sh:property [ sh:path oa:motivatedBy ; sh:minCount 1 ; sh:in ( oa:describing ) ] .
[] a sh:NodeShape ; sh:targetClass oa:TextualBody ;
  sh:property [ sh:path rdf:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] .
[] a sh:NodeShape ; sh:targetClass oa:SpecificResource ;
  sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path oa:hasSelector ; sh:minCount 1 ;
    sh:or ( [ sh:class oa:TextQuoteSelector ] [ sh:class oa:TextPositionSelector ] ) ] .
[] a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ;
  sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
  sh:property [ sh:path oa:prefix ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
  sh:property [ sh:path oa:suffix ; sh:maxCount 1 ; sh:datatype xsd:string ] .
[] a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
  sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ;
    sh:minInclusive 0 ; sh:lessThan oa:end ] ;
  sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] .
"""
SPEAKERS: tuple[SpeakerType, ...] = ("person", "organisation", "group", "document", "unknown")


@pytest.fixture
def readings(reading: Reading) -> list[Reading]:
    """One article from the web with a speaker of each type, and the same without an address."""
    page = Page(b"argus", "argus.html", "text/html", "https://argus.example/pier")
    said = [
        replace(each, id=f"{each.id[0]}{number:015}", speaker=Speaker("Ines Fallow", kind))
        for number, kind in enumerate(SPEAKERS)
        for each in reading.statements
    ]
    return [reading, replace(reading, page=page, statements=tuple(said))]


def graph(write: Callable[[Iterable[Reading], TextIO], None], given: list[Reading], terms: object) -> Graph:
    """What a JSON-LD processor makes of an export; a term that it does not know is an error."""
    out, made = StringIO(), Graph()
    write(given, out)
    for line in out.getvalue().splitlines():
        made.parse(data=json.dumps({**json.loads(line), "@context": terms}), format="json-ld")
    return made


def annotated(given: list[Reading]) -> Graph:
    return graph(write_webannotation, given, ANNOTATION_TERMS)


def things(given: list[Reading]) -> Graph:
    dated = {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    terms = {"@vocab": str(SCHEMA), "url": {"@type": "@id"}, "datePublished": dated}
    return graph(write_schemaorg, given, terms)


@cache
def shapes_of_schema() -> Graph:
    text = (files("pyshacl") / "assets" / "schema.ttl").read_text("utf-8")
    return Graph().parse(data=text, format="turtle")


@cache
def classes() -> Graph:
    """Which class of schema.org stands under which: a NewsArticle is a CreativeWork."""
    found = Graph()
    for triple in shapes_of_schema().triples((None, RDFS.subClassOf, None)):
        found.add(triple)
    return found


def agrees(given: Graph) -> tuple[bool, str]:
    """Does it agree with schema.org, and where not?"""
    answer, _, report = validate(given, shacl_graph=shapes_of_schema(), ont_graph=classes())
    return answer, report


def test_every_annotation_holds_what_the_model_says_it_must(readings: list[Reading]) -> None:
    shapes = Graph().parse(data=ANNOTATION_SHAPES, format="turtle")
    answer, _, report = validate(annotated(readings), shacl_graph=shapes)
    assert answer, report


def test_the_shapes_of_annotations_find_what_is_wrong(readings: list[Reading]) -> None:
    shapes = Graph().parse(data=ANNOTATION_SHAPES, format="turtle")
    for missing in (OA.exact, OA.end, OA.hasSource, OA.hasTarget, OA.hasBody, RDF.value):
        broken = annotated(readings[:1])
        broken.remove((None, missing, None))
        assert not validate(broken, shacl_graph=shapes)[0], missing


def test_no_key_of_an_annotation_is_lost_by_a_processor(reading: Reading) -> None:
    out = StringIO()
    write_webannotation([reading], out)
    keys = set[str]()
    for line in out.getvalue().splitlines():
        json.loads(line, object_hook=lambda found: keys.update(found))
    assert keys <= {*ANNOTATION_TERMS, "@context"}


def test_every_value_has_a_type_that_schema_org_allows_there(readings: list[Reading]) -> None:
    answer, report = agrees(things(readings))
    assert answer, report


def test_every_type_and_property_is_one_of_schema_org_and_stands_where_it_may(
    readings: list[Reading],
) -> None:
    found, shapes = things(readings), shapes_of_schema()
    for thing, kind in found.subject_objects(RDF.type):
        assert (kind, RDF.type, RDFS.Class) in shapes, kind
        allowed = properties(shapes, kind)
        used = {each for each in found.predicates(thing) if each != RDF.type}
        assert used <= allowed, (kind, used - allowed)


def properties(shapes: Graph, kind: object) -> set[object]:
    """The properties that a class of schema.org and those above it have."""
    assert isinstance(kind, URIRef)
    above = shapes.transitive_objects(kind, RDFS.subClassOf)
    return {
        path
        for each in above
        for shape in shapes.objects(each, SH.property)
        for path in shapes.objects(shape, SH.path)
    }


def test_the_shapes_of_schema_org_find_what_is_wrong(readings: list[Reading]) -> None:
    broken = things(readings)
    for author in list(broken.objects(None, SCHEMA.author)):
        broken.set((author, RDF.type, SCHEMA.CreativeWork))
    assert not agrees(broken)[0]
