import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// Which versions work together, and how that is known.
  static let compatibility = DocumentDefinition(
    "compatibility", title: "Compatibility", plural: "Compatibility",
    "Which versions work together, and how that is known.",
    hasEditions: false,
    facts: [
      .field(
        "matrices",
        .rows(
          .field("subject", Links.shape, "what was tested"),
          .field("counterpart", Links.shape, "against what"),
          .field("figure", .link, "the drawing"),
          .maybe("environments", .link, "the drawing by environment, where there are several"),
          .field("anchor", .link, "its place on the page"),
          .field(
            "passRate", .text,
            "the metric C1: pairs of exact versions that pass, of those with a conclusive result"),
          .field("metric", .link, "the metric's place"),
          .field("tested", .number, "cells with a conclusive result"),
          .field("cells", .number, "cells in the matrix, one a version and a series"),
          .field(
            "subjects",
            .rows(
              .field("version", .text, "the version that was tested"),
              .field(
                "pairs",
                .rows(
                  .field("row", .text, "the version"),
                  .field("column", .text, "the other version"),
                  .field("anchor", .link, "its place on the page"),
                  .field("outcome", .text, "the worst of its latest results"),
                  .field(
                    "results",
                    .rows(
                      .field("environment", .text, "where it ran"),
                      .field("outcome", .text, "what came out"),
                      .field("counts", .text, "passed of run"), .field("date", .date, "when"),
                      .maybe("file", .code, "the report"),
                      .maybe("message", .text, "the most common failure")),
                    "latest results by environment")), "its pairs that have results")),
            "versions with results")), "one matrix a pair of components")
    ],
    subjects: { $0.observations("compatibility").isEmpty ? [] : ["index"] },
    model: { graph, subject in
      // On a day before the first run there is nothing to show.
      let matrices = graph.compatibilityMatrices.filter { !$0.rows.isEmpty }
      guard subject == "index", !matrices.isEmpty else { return nil }
      let links = Links(graph, from: "compatibility")
      let rates = MetricCatalog.all.first { $0.id == "C1" }?.compute(graph).parts ?? []
      var model = DocumentModel(
        title: "Compatibility",
        summary: "\(matrices.reduce(0) { $0 + $1.all.count }) pairs of versions.",
        facts: ["matrices": .list(matrices.map { CompatibilityFacts.row($0, rates, links) })],
        sources: graph.records("component"))
      for matrix in matrices {
        let name = "\(matrix.subject)-\(matrix.counterpart)"
        model.figures[name] = .matrix(CompatibilityFacts.figure(matrix, graph))
        if CompatibilityFacts.environments(of: matrix).count > 1 {
          model.figures["\(name)-environments"] = .matrix(
            CompatibilityFacts.environments(matrix, graph))
        }
      }
      return model
    })
}

/// Compatibility matrices as documents show them.
enum CompatibilityFacts {
  /// - `rates`: the parts of the metric C1: one definition of a pass rate on all pages.
  static func row(
    _ matrix: CompatibilityMatrix, _ rates: [MetricResult.Part], _ links: Links
  ) -> Value {
    let conclusive = matrix.all.filter { [.pass, .fail, .partial].contains($0.outcome) }
    let rate = rates.first { $0.label == matrix.label }
    let subjects = zip(matrix.rows, matrix.cells).compactMap { row, cells -> Value? in
      let pairs = zip(matrix.columns, cells).filter { !$1.results.isEmpty }.map { column, cell in
        [
          "row": .string(row.raw), "column": .string(column.raw),
          "anchor": .string(anchor(matrix, row, column)),
          "outcome": .string(cell.outcome.rawValue),
          "results": .list(cell.results.map(result)),
        ] as Value
      }
      return pairs.isEmpty ? nil : ["version": .string(row.raw), "pairs": .list(pairs)]
    }
    let name = "\(matrix.subject)-\(matrix.counterpart)"
    var row: Object = [
      "subject": links.to(RecordID(kind: "component", id: matrix.subject)),
      "counterpart": links.to(RecordID(kind: "component", id: matrix.counterpart)),
      "figure": .string("\(name).figure.svg"), "anchor": .string(name),
      "passRate": .string(rate?.measure.text ?? "no data"),
      "metric": "../metrics/index.md#matrix-pass-rate",
      "tested": .int(conclusive.count), "cells": .int(matrix.all.count),
      "subjects": .list(subjects),
    ]
    if environments(of: matrix).count > 1 {
      row.append("environments", .string("\(name)-environments.figure.svg"))
    }
    return .object(row)
  }

  /// The names of the environments in which something ran, `python3.9` before `python3.10`.
  static func environments(of matrix: CompatibilityMatrix) -> [String] {
    Set(matrix.all.flatMap(\.results).map { $0["environment"]?.text ?? "" }).sorted(by: isBefore)
  }

  /// The place of the results of a pair on the page.
  private static func anchor(
    _ matrix: CompatibilityMatrix, _ row: Version, _ column: Version
  ) -> String {
    [matrix.subject, row.raw, matrix.counterpart, column.raw].map { Slug.nearest(to: $0) }
      .joined(separator: "-")
  }

  private static func result(_ observation: Observation) -> Value {
    var row = Object()
    row.append("environment", observation["environment"] ?? "")
    row.append("outcome", observation["outcome"] ?? "")
    row.append("counts", .string(counts(observation)))
    row.append(
      "date", .string(observation["ranAt"]?.text.flatMap { Instant($0) }?.day.description ?? ""))
    row.set("file", observation["sourceFile"])
    row.set("message", observation["message"])
    return .object(row)
  }

  private static func counts(_ observation: Observation) -> String {
    guard let counts = observation["counts"], let tests = counts["tests"]?.int else {
      return "no counts"
    }
    let skipped = counts["skipped"]?.int ?? 0
    let bad = (counts["failures"]?.int ?? 0) + (counts["errors"]?.int ?? 0)
    return
      "\(counts["passed"]?.int ?? tests - skipped - bad)/\(tests - skipped), \(skipped) skipped"
  }

  static func figure(_ matrix: CompatibilityMatrix, _ graph: Graph) -> Figure.Matrix {
    func title(_ id: String) -> String { graph.record("component", id)?.title ?? id }
    return Figure.Matrix(
      title: "\(title(matrix.subject)) against \(title(matrix.counterpart))",
      rowTitle: title(matrix.subject), columnTitle: title(matrix.counterpart),
      rows: matrix.rows.map(\.raw), columns: matrix.columns.map(\.raw),
      cells: zip(matrix.rows, matrix.cells).map { row, cells in
        zip(matrix.columns, cells).map { column, cell in
          let text = cell.counts.map { "\($0.passed)/\($0.ran)" } ?? ""
          let detail = cell.results.map {
            "\($0["environment"]?.text ?? ""): \($0["outcome"]?.text ?? "")"
          }.joined(separator: "; ")
          return Figure.Matrix.Cell(
            .init(rawValue: cell.outcome.rawValue) ?? .unknown, text: text, detail: detail,
            href: cell.results.isEmpty ? nil : "#\(anchor(matrix, row, column))")
        }
      })
  }

  /// The same results with one row a pair and one column an environment.
  static func environments(_ matrix: CompatibilityMatrix, _ graph: Graph) -> Figure.Matrix {
    let names = environments(of: matrix)
    var (rows, cells): ([String], [[Figure.Matrix.Cell]]) = ([], [])
    for (row, pairs) in zip(matrix.rows, matrix.cells) {
      for (column, pair) in zip(matrix.columns, pairs) where !pair.results.isEmpty {
        rows.append("\(row.raw) on \(column.raw)")
        cells.append(
          names.map { name in
            guard let result = pair.results.first(where: { $0["environment"]?.text == name }) else {
              return Figure.Matrix.Cell(.untested, text: "", detail: "no report")
            }
            return Figure.Matrix.Cell(
              .init(rawValue: result["outcome"]?.text ?? "") ?? .unknown, text: "",
              detail: counts(result), href: "#\(anchor(matrix, row, column))")
          })
      }
    }
    let title = figure(matrix, graph).title
    return Figure.Matrix(
      title: "\(title), by environment", rowTitle: "pair of versions", columnTitle: "environment",
      rows: rows,
      columns: names, cells: cells)
  }

  /// Orders `python3.9` before `python3.10`.
  private static func isBefore(_ left: String, _ right: String) -> Bool {
    Version(left, .generic) < Version(right, .generic)
  }
}
