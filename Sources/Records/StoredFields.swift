import Primitives
import Synchronization

/// The fields of a record as canonical JSON, read when they are asked for.
///
/// One field costs a look over the text and the reading of that field; `object` reads all of them,
/// after which there is nothing to wait for any more.
public final class StoredFields: Sendable {
  private let order: SchemaOrder?
  private let isRead = Atomic<Bool>(false)
  /// Written once, before `isRead` says so.
  nonisolated(unsafe) private var all = Object()
  private let partial: Mutex<Partial>

  private struct Partial {
    /// Among these bytes, until all of them are read.
    var text: (bytes: SharedBytes, range: Range<Int>)?
    /// Where each member's value stands; `nil` until somebody looked.
    var places: [(name: String, range: Range<Int>)]?
    var values: [Int: Value] = [:]
    var isBroken = false

    var buffer: UnsafeBufferPointer<UInt8>? {
      text.map { UnsafeBufferPointer(rebasing: $0.bytes.buffer[$0.range]) }
    }
  }

  /// Takes canonical JSON that lies among other bytes.
  public init(_ bytes: SharedBytes, _ range: Range<Int>, kind: String) {
    partial = Mutex(Partial(text: (bytes, range)))
    order = SchemaOrder.ofRecords[kind]
  }

  /// Whether the text is an object in JSON; reads all of it.
  public var isSound: Bool {
    _ = object
    return partial.withLock { !$0.isBroken }
  }

  /// All fields in the order of the schema; empty where the text is broken.
  public var object: Object {
    if isRead.load(ordering: .acquiring) { return all }
    return partial.withLock { partial in
      if isRead.load(ordering: .relaxed) { return all }
      if let buffer = partial.buffer,
        case .success(.object(let object)) = JSONReader.result(buffer)
      {
        all = order?.ordered(object) ?? object
      } else {
        partial.isBroken = true
      }
      isRead.store(true, ordering: .releasing)
      (partial.text, partial.places, partial.values) = (nil, nil, [:])
      return all
    }
  }

  /// One field; `nil` if it is absent.
  public subscript(name: String) -> Value? {
    if isRead.load(ordering: .acquiring) { return all[name] }
    return partial.withLock { partial in
      guard let buffer = partial.buffer else { return all[name] }
      let places = partial.places ?? JSONMembers.places(in: buffer)
      partial.places = places
      guard let place = places.firstIndex(where: { $0.name == name }) else {
        return Optional.none
      }
      if let value = partial.values[place] { return value }
      let range = places[place].range
      let result = JSONReader.result(UnsafeBufferPointer(rebasing: buffer[range]))
      guard case .success(let read) = result else { return Optional.none }
      let value = order?.ordered(read, of: name) ?? read
      partial.values[place] = value
      return value
    }
  }
}

/// Finds the members of an object in JSON without reading their values.
enum JSONMembers {
  /// The name and the place of each value, of text that canonical JSON wrote; what was read before
  /// anything unexpected otherwise.
  static func places(in text: UnsafeBufferPointer<UInt8>) -> [(name: String, range: Range<Int>)] {
    var places: [(name: String, range: Range<Int>)] = []
    var index = 1
    while index < text.count, text[index] == UInt8(ascii: "\"") {
      let end = string(in: text, from: index)
      guard end > index + 1, end < text.count, text[end] == UInt8(ascii: ":") else { break }
      let name = String(decoding: text[(index + 1)..<(end - 1)], as: UTF8.self)
      let next = value(in: text, from: end + 1)
      places.append((name, (end + 1)..<next))
      guard next < text.count, text[next] == UInt8(ascii: ",") else { break }
      index = next + 1
    }
    return places
  }

  /// The place after a string.
  private static func string(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start + 1
    while index < text.count {
      if text[index] == UInt8(ascii: "\"") { return index + 1 }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return text.count
  }

  /// The place after a value.
  private static func value(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    var depth = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        index = string(in: text, from: index)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return text.count
  }
}
