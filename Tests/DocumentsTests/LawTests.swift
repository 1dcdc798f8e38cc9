import Foundation
import Knowledge
import Primitives
import Records
import TestSupport
import Testing

@testable import Documents

/// What holds for every document of every workspace.
@Suite struct LawTests {
  @Test func everyTemplateExistsAndCompiles() throws {
    let renderer = try DocumentRenderer(version: "0")
    for definition in DocumentCatalog.all {
      #expect(renderer.templates[definition.name]?.isEmpty == false, "\(definition.name)")
    }
  }

  @Test func namesAndShapesAreUnique() {
    #expect(Set(DocumentCatalog.all.map(\.name)).count == DocumentCatalog.all.count)
    for definition in DocumentCatalog.all {
      let root = definition.shape.fields.map(\.name)
      #expect(Set(root).isSubset(of: ["document", "record", "facts"]), "\(definition.name)")
      #expect(definition.shape.fields.allSatisfy { !$0.meaning.isEmpty })
    }
  }

  @Test(arguments: Workspace.all) func dataHaveTheShapeThatTemplatesAreCheckedFor(
    workspace: Workspace
  ) throws {
    let graph = workspace.graph
    for definition in DocumentCatalog.all {
      for subject in definition.subjects(graph) {
        let model = try #require(definition.model(graph, subject))
        #expect(definition.facts.violations(in: model.facts) == [], "\(definition.name)/\(subject)")
        if let kind = definition.kind.flatMap(KindCatalog.kind), let record = model.record {
          #expect(record.id.kind == kind.name)
          let data = try #require(record.data.object)
          #expect(RecordShape.of(kind).violations(in: data) == [], "\(record.id)")
        }
        #expect(!model.title.isEmpty && !model.summary.isEmpty)
      }
    }
  }

  @Test(arguments: Workspace.all) func sameRecordsGiveTheSameBytes(workspace: Workspace) throws {
    var generator = SeededGenerator(seed: 7)
    let shuffled = Workspace(
      "shuffled", records: workspace.records.shuffled(using: &generator),
      observations: workspace.observations)
    let (first, second) = (try workspace.documents(), try shuffled.documents())
    #expect(first.map(\.key) == second.map(\.key))
    for (first, second) in zip(first, second) {
      #expect(first.markdown == second.markdown, "\(first.key)")
      #expect(first.inputsDigest == second.inputsDigest, "\(first.key)")
    }
  }

  @Test(arguments: Workspace.all) func textIsTidy(workspace: Workspace) throws {
    for document in try workspace.documents() {
      let page = Page(document.markdown)
      for (number, line) in page.prose.enumerated() {
        #expect(!line.hasSuffix(" "), "\(document.key):\(number + 1) ends in a space")
        // Code that a record cites may hold braces, another template language's; the rest may not.
        let outsideCode = line.split(separator: "`", omittingEmptySubsequences: false)
          .enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        #expect(
          !outsideCode.contains { $0.contains("{{") },
          "\(document.key):\(number + 1) holds a tag")
      }
      #expect(page.brokenRows == [], "\(document.key)")
      #expect(document.markdown.last == 10 && !document.text.hasSuffix("\n\n"))
    }
  }

  @Test(arguments: Workspace.all) func headingsNest(workspace: Workspace) throws {
    for document in try workspace.documents() {
      let page = Page(document.markdown)
      #expect(page.outline.first?.level == 1, "\(document.key)")
      #expect(page.outline.count { $0.level == 1 } == 1, "\(document.key)")
      for (above, below) in zip(page.outline, page.outline.dropFirst()) {
        #expect(below.level <= above.level + 1, "\(document.key): \(below.text)")
      }
      let written = page.writtenAnchors
      #expect(Set(written).count == written.count, "\(document.key) has an anchor twice")
    }
  }

  @Test(arguments: Workspace.all) func linksLeadSomewhere(workspace: Workspace) throws {
    let documents = try workspace.documents()
    let pages = Dictionary(
      uniqueKeysWithValues: documents.map { ($0.key.path + ".md", Page($0.markdown)) })
    // The site makes a landing page for each section.
    let landings = Set(documents.map { "\($0.key.document)/index.md" })
    for document in documents {
      let path = document.key.path + ".md"
      for link in pages[path]?.links ?? [] where link.kind != .external {
        #expect(link.kind == .local, "\(path): \(link.destination)")
        if link.isImage {
          let name = link.destination.replacing(".figure.svg", with: "")
          #expect(document.model.figures[name] != nil, "\(path): there is no figure \(name)")
          continue
        }
        let parts = link.destination.split(
          separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? path : resolved(String(parts[0]), from: path)
        guard let page = pages[target] else {
          #expect(landings.contains(target), "\(path): \(link.destination) leads nowhere")
          continue
        }
        if parts.count == 2 {
          #expect(page.anchors.contains(String(parts[1])), "\(path): no \(link.destination)")
        }
      }
    }
  }

  private func resolved(_ address: String, from path: String) -> String {
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/") {
      if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
    }
    return folders.joined(separator: "/")
  }

  @Test func everyAcceptedLessonOfThePlaybooksIsShown() throws {
    let graph = Workspace.playbooks.graph
    let lost = graph.records("lesson").filter { $0.status == "accepted" }
      .filter { graph.appearances(of: $0).isEmpty }
    #expect(lost.map(\.id.id) == [])
  }
}
