import Foundation
import Records

/// Sound inputs: the archive of this repository, and scaffolds.
enum Corpus {
  /// The repository that this file belongs to.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Where inputs that once failed are kept.
  static let regressions = repository.appending(path: "Tests/FuzzTests/Regressions")

  /// Files below a folder of the repository with an ending: every n-th, so that there are some
  /// of each sort; small ones only.
  static func files(_ folder: String, endingIn ending: String, atMost count: Int) -> [[UInt8]] {
    let base = repository.appending(path: folder)
    let names = (FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String })?
      .filter { $0.hasSuffix(ending) }.sorted()
    guard let names, !names.isEmpty else { return [] }
    let step = max(1, names.count / count)
    return stride(from: 0, to: names.count, by: step).compactMap { index in
      (try? Data(contentsOf: base.appending(path: names[index]))).map(Array.init)
    }.filter { $0.count < 20_000 }
  }

  static let records: [[UInt8]] =
    files("playbooks/records", endingIn: ".yaml", atMost: 40)
    + files("Tests/DocumentsTests/Harbor", endingIn: ".yaml", atMost: 20)
    + KindCatalog.all.map { Array(Scaffold.text($0, id: "example").utf8) }

  /// The names of all fields, which make grammar-aware mistakes.
  static let fieldNames: [String] = Array(
    Set(KindCatalog.all.flatMap { $0.fields.flatMap { names($0) } })
  ).sorted().map { "\($0): " }

  private static func names(_ field: Field) -> [String] {
    [field.name] + (field.type.fields ?? []).flatMap(names)
  }
}
