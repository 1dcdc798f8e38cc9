import Documents
import Primitives
import Publishing

/// What the documents of the last build were made from, and what else was computed for the site.
struct DocumentReads: Sendable {
  /// The files in the state folder: of the last whole build, and of what was made anew since.
  static let (base, delta) = ("reads", "reads-since")
  private static let format = 4

  /// One document of the site.
  struct Entry {
    let key: DocumentKey
    var reads: Reads
    /// The keys of the records whose newest date is the page's.
    var sources: [UInt64]
  }

  /// Where a document was before.
  struct Redirect: Hashable {
    let from: String
    let to: String
  }

  /// What was made from records and is no page.
  struct Part<Value: Sendable>: Sendable {
    private(set) var reads: Reads
    private(set) var value: Value

    init(_ compute: () -> Value) { (value, reads) = Reads.of(compute) }

    init(_ value: Value, _ reads: Reads) { (self.value, self.reads) = (value, reads) }

    /// Computes it anew where what it was made from changed.
    mutating func update(_ changes: RecordChanges, _ compute: () -> Value) {
      if changes.touch(reads) { self = Part(compute) }
    }
  }

  /// What the site was made from besides revisions.
  var context: Fingerprint
  /// Tells one whole build from another.
  let identity: Fingerprint
  /// The place of the newest revision in the sequence.
  var sequence: Int
  var builtAt: Instant
  /// By path, so that numbers are those of the site's pages.
  var entries: [Entry]
  /// The lives of deprecations, by their component's key.
  var lives: [UInt64: Reads] = [:]
  /// Which documents of each sort there are.
  var subjects: [String: Part<Fingerprint>] = [:]
  /// What the pages of retired records were made from, and what says that a document is not there.
  var others: [Reads] = []
  var events = Part<[SiteEvent]>([], Reads())
  var news = Part<[SiteNews]>([], Reads())
  var redirects = Part<[Redirect]>([], Reads())
  private(set) var renewed: Set<Int> = []

  init(
    context: Fingerprint, identity: Fingerprint, sequence: Int, builtAt: Instant, _ entries: [Entry]
  ) {
    (self.context, self.identity, self.sequence) = (context, identity, sequence)
    (self.builtAt, self.entries) = (builtAt, entries)
  }

  /// Equal for the same subjects of a sort of document.
  static func fingerprint(_ subjects: [String]) -> Fingerprint {
    var result = Fingerprint()
    for subject in subjects { result.mix(subject) }
    result.mix(subjects.count)
    return result
  }

  mutating func renew(_ number: Int, _ entry: Entry) {
    entries[number] = entry
    renewed.insert(number)
  }

  /// All of it as bytes.
  var bytes: [UInt8] {
    var state = StateWriter()
    writeHead(into: &state)
    state.write(entries.count)
    for entry in entries { Self.write(entry, into: &state) }
    return state.bytes
  }

  /// What was made anew since the last whole build, tied to the files that are served now.
  func bytesSince(servedAs served: Fingerprint) -> [UInt8] {
    var state = StateWriter()
    state.write(served)
    writeHead(into: &state)
    state.write(renewed.count)
    for number in renewed.sorted() {
      state.write(number)
      Self.write(entries[number], into: &state)
    }
    return state.bytes
  }

  private func writeHead(into state: inout StateWriter) {
    state.write(Self.format)
    state.write(context)
    state.write(identity)
    state.write(sequence)
    state.write(builtAt.milliseconds)
    state.write(lives.count)
    for key in lives.keys.sorted() {
      state.write(Int(bitPattern: UInt(key)))
      Self.write(lives[key] ?? Reads(), into: &state)
    }
    state.write(subjects.count)
    for name in subjects.keys.sorted() {
      guard let part = subjects[name] else { continue }
      state.write(name)
      state.write(part.value)
      Self.write(part.reads, into: &state)
    }
    state.write(others.count)
    for reads in others { Self.write(reads, into: &state) }
    state.write(events.value)
    Self.write(events.reads, into: &state)
    state.write(news.value)
    Self.write(news.reads, into: &state)
    state.write(redirects.value.count)
    for redirect in redirects.value {
      state.write(redirect.from)
      state.write(redirect.to)
    }
    Self.write(redirects.reads, into: &state)
  }

  private static func write(_ entry: Entry, into state: inout StateWriter) {
    state.write(entry.key.document)
    state.write(entry.key.subject)
    write(entry.reads, into: &state)
    state.writeElements(entry.sources)
  }

  private static func write(_ reads: Reads, into state: inout StateWriter) {
    state.writeElements(reads.keys)
    state.writeElements(reads.fields)
  }

  /// Reads what is known of the files that are served; `nil` unless it is whole.
  init?(_ base: SharedBytes, since: SharedBytes?, servedAs served: Fingerprint) {
    var state = StateReader(base)
    guard let known = Self(&state) else { return nil }
    self = known
    entries = (0..<state.count()).map { _ in Self.entry(&state) }
    guard state.isSound else { return nil }
    guard let since else {
      if identity == served { return }
      return nil
    }
    var delta = StateReader(since)
    guard delta.fingerprint() == served, let now = Self(&delta), now.identity == identity else {
      if identity == served { return }
      return nil
    }
    (context, sequence, builtAt) = (now.context, now.sequence, now.builtAt)
    (lives, subjects, others) = (now.lives, now.subjects, now.others)
    (events, news, redirects) = (now.events, now.news, now.redirects)
    for _ in 0..<delta.count() {
      let number = delta.number()
      guard entries.indices.contains(number) else { return nil }
      entries[number] = Self.entry(&delta)
      renewed.insert(number)
    }
    guard delta.isSound else { return nil }
  }

  private init?(_ state: inout StateReader) {
    guard state.number() == Self.format else { return nil }
    context = state.fingerprint()
    identity = state.fingerprint()
    sequence = state.number()
    builtAt = Instant(milliseconds: state.number())
    entries = []
    for _ in 0..<state.count() {
      let key = UInt64(UInt(bitPattern: state.number()))
      lives[key] = Self.reads(&state)
    }
    for _ in 0..<state.count() {
      let name = state.text()
      let value = state.fingerprint()
      subjects[name] = Part(value, Self.reads(&state))
    }
    others = (0..<state.count()).map { _ in Self.reads(&state) }
    let events = state.events()
    self.events = Part(events, Self.reads(&state))
    let news = state.news()
    self.news = Part(news, Self.reads(&state))
    let redirects = (0..<state.count()).map { _ in Redirect(from: state.text(), to: state.text()) }
    self.redirects = Part(redirects, Self.reads(&state))
    guard state.isSound else { return nil }
  }

  private static func entry(_ state: inout StateReader) -> Entry {
    let key = DocumentKey(state.text(), state.text())
    let reads = reads(&state)
    return Entry(key: key, reads: reads, sources: state.elements(UInt64.self))
  }

  private static func reads(_ state: inout StateReader) -> Reads {
    let keys = state.elements(UInt64.self)
    let fields = state.elements(UInt64.self)
    return Reads(keys: keys, fields: fields.count == 16 ? fields : Reads().fields)
  }
}
