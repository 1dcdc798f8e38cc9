import FoundationEssentials
import GRDB
import Primitives
import Records

extension Instant {
  /// The form in the ledger: always with milliseconds, so that text sorts as time does.
  var stored: String {
    let text = description
    return text.utf8.count == 20 ? text.dropLast() + ".000Z" : text
  }
}

extension String {
  /// The text as a column can hold it: SQLite's text ends at the first NUL.
  ///
  /// Bodies need no such care, because JSON spells the character.
  var storable: String {
    utf8.contains(0) ? String(map { $0 == "\0" ? "\u{fffd}" : $0 }) : self
  }
}

extension Row {
  /// The instant in a column; damage is reported, not guessed at.
  func instant(_ index: Int) throws -> Instant {
    let text: String = self[index]
    guard let instant = Instant(text) else { throw damage("`\(text)` is no instant") }
    return instant
  }

  /// The digest in a column.
  func digest(_ index: Int) throws -> Digest {
    let text: String = self[index]
    guard let digest = Digest(hex: text) else { throw damage("`\(text)` is no digest") }
    return digest
  }

  /// Where a revision was first recorded; `nil` for one of this ledger.
  func origin(_ index: Int) throws -> Records.Record.Origin? {
    guard let text: String = self[index] else { return nil }
    guard let origin = Records.Record.Origin(text) else { throw damage("`\(text)` is no origin") }
    return origin
  }

  /// The day in a column.
  func day(_ index: Int) throws -> CalendarDate {
    let text: String = self[index]
    guard let day = CalendarDate(text) else { throw damage("`\(text)` is no date") }
    return day
  }

  /// The bytes in a column, copied.
  func bytes(_ index: Int) throws -> [UInt8] {
    try withUnsafeData(atIndex: index) { $0.map { Array($0) } ?? [] }
  }

  /// The object whose canonical JSON is in a column, read where SQLite keeps it.
  func object(_ index: Int) throws -> Object {
    try withUnsafeData(atIndex: index) { data in
      guard let data else { throw damage("a body is missing") }
      let result = data.withUnsafeBytes {
        JSONReader.result($0.bindMemory(to: UInt8.self))
      }
      switch result {
      case .success(.object(let object)): return object
      case .success: throw damage("a body is not an object")
      case .failure(let problem): throw damage("a body is not JSON: \(problem.message)")
      }
    }
  }

  private func damage(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: message)
  }
}
