import Importing
import Primitives
import Records

/// What an import read, kept beside the ledger so that nothing is read again where nothing changed.
///
/// Only a cache: the file can go at any time, and one that is damaged or of another program counts as
/// none.
struct ImportMemory {
  private let path: String
  private let program = BuildOrigin.program

  init(_ workspace: Workspace, _ importer: String, _ component: String) {
    path = workspace.path(".waymark/import-\(importer)-\(Slug.nearest(to: component)).json")
  }

  /// What was read when the repository was in a state; `nil` if that is not known.
  func result(of state: String) -> ImportResult? {
    guard Files.exists(path), let bytes = try? Files.bytes(at: path),
      let line = bytes.firstIndex(of: 10),
      bytes[..<line].elementsEqual(head(state, Array(bytes[(line + 1)...])).utf8),
      let value = try? JSONReader.value(Array(bytes[(line + 1)...]))
    else { return nil }
    return ImportResult(remembered: value)
  }

  /// Keeps what was read; a disk that is full changes nothing but the speed of the next time.
  func remember(_ result: ImportResult, of state: String) {
    let body = JSONText.canonical(result.remembered)
    try? Files.write(Array((head(state, body) + "\n").utf8) + body, to: path)
  }

  private func head(_ state: String, _ body: [UInt8]) -> String {
    "\(program) \(state) \(Digest(of: body).hex)"
  }
}

extension ImportResult {
  /// Everything of it as one value.
  fileprivate var remembered: Value {
    [
      "records": .list(
        records.map { record in
          ["id": .string(record.id.description), "fields": .object(record.fields)]
        }),
      "read": .int(account.read), "imported": .int(account.imported),
      "diagnosed": .int(account.diagnosed),
      "excluded": .list(account.excluded.map { [.string($0.entry), .string($0.reason)] }),
      "diagnostics": .list(diagnostics.map(\.remembered)),
    ]
  }

  fileprivate init?(remembered value: Value) {
    let records = (value["records"]?.items ?? []).compactMap { item -> ImportedRecord? in
      guard let id = item["id"]?.text.flatMap({ RecordID($0) }),
        let fields = item["fields"]?.object,
        let kind = KindCatalog.kind(id.kind)
      else { return nil }
      // Canonical JSON sorts by name; a record has the order of its schema.
      return ImportedRecord(
        id: id,
        fields: Object(
          kind.fields.compactMap { field in fields[field.name].map { (field.name, $0) } }))
    }
    guard let read = value["read"]?.int, let imported = value["imported"]?.int,
      let diagnosed = value["diagnosed"]?.int
    else { return nil }
    self.init(
      records: records,
      account: ImportAccount(
        read: read, imported: imported,
        excluded: (value["excluded"]?.items ?? []).map { item in
          .init(item.texts.first ?? "", reason: item.texts.last ?? "")
        }, diagnosed: diagnosed),
      diagnostics: (value["diagnostics"]?.items ?? []).compactMap(Diagnostic.init(remembered:)))
  }
}

extension Diagnostic {
  fileprivate var remembered: Value {
    var object: Object = [
      "id": .string(id), "severity": .string(severity.rawValue), "message": .string(message),
    ]
    object["excerpt"] = excerpt.map(Value.string)
    object["help"] = help.map(Value.string)
    object["file"] = range.map { .string($0.file) }
    object["place"] = range.map { [.int($0.line), .int($0.column), .int($0.length)] }
    return .object(object)
  }

  fileprivate init?(remembered value: Value) {
    guard let id = value["id"]?.text, let message = value["message"]?.text,
      let severity = value["severity"]?.text.flatMap({ Severity(rawValue: $0) })
    else { return nil }
    let place = (value["place"]?.items ?? []).compactMap(\.int)
    let range = value["file"]?.text.flatMap { file in
      place.count == 3
        ? SourceRange(file: file, line: place[0], column: place[1], length: place[2]) : nil
    }
    self.init(
      id, severity, message, at: range, excerpt: value["excerpt"]?.text, help: value["help"]?.text)
  }
}
