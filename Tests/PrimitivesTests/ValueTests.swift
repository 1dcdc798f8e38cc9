import Primitives
import Testing

@Suite("Values, JSON and digests")
struct ValueTests {
  /// FIPS 180-4 and NIST's example values.
  @Test(
    "SHA-256 of the standard's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func digests(text: String, hex: String) {
    #expect(Digest(of: text).hex == hex)
    #expect(Digest(of: Array(text.utf8)).hex == hex)
  }

  @Test("SHA-256 of a million letters, and of every length about a block")
  func long() {
    let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      Digest(of: million).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(Digest(of: "").base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(Digest(of: "abc").base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    let all = Set((0...130).map { Digest(of: [UInt8](repeating: 0, count: $0)) })
    #expect(all.count == 131)
  }

  @Test("the digest of bytes that come in parts is that of all of them")
  func runningDigest() {
    let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for size in [1, 3, 55, 56, 63, 64, 65, 127, 128, 129, 400] {
      var running = RunningDigest()
      for start in stride(from: 0, to: bytes.count, by: size) {
        running.update(Array(bytes[start..<min(start + size, bytes.count)]))
        #expect(running.digest == Digest(of: Array(bytes[..<min(start + size, bytes.count)])))
      }
    }
    #expect(RunningDigest().digest == Digest(of: ""))
  }

  @Test("canonical JSON does not depend on the order of members")
  func canonical() {
    let one: Value = ["b": 1, "a": [true, nil, 1.5, "x\n\"\\\u{1}é"], "c": 2.0]
    let other: Value = ["c": 2, "a": [true, nil, 1.5, "x\n\"\\\u{1}é"], "b": 1]
    let text = #"{"a":[true,null,1.5,"x\n\"\\\u0001é"],"b":1,"c":2}"#
    #expect(String(decoding: JSONText.canonical(one), as: UTF8.self) == text)
    #expect(JSONText.canonical(one) == JSONText.canonical(other))
  }

  @Test("JSON is read back as it was written", arguments: 0..<300)
  func roundTrip(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let value = generator.value(depth: 0)
    #expect(try JSONReader.value(JSONText.canonical(value)) == value)
    #expect(try JSONReader.value(JSONText.pretty(value)) == value)
  }

  @Test(
    "what is no JSON is refused at its place",
    arguments: [
      ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,\"a\":2}", 7), ("01", 1), ("1.", 2),
      ("\"\\x\"", 3), ("\"\n\"", 1), ("nul", 0), ("1 2", 2),
      ("\"\\u12\"", 3), ("-", 1), ("1e", 2), ("\"abc", 4), ("{a:1}", 1),
    ])
  func refused(text: String, offset: Int) {
    #expect(throws: JSONReader.Problem.self) { try JSONReader.value(Array(text.utf8)) }
    do {
      _ = try JSONReader.value(Array(text.utf8))
    } catch {
      #expect(error.offset == offset, "\(error.message)")
    }
  }

  @Test("nesting is bounded, surrogates are joined, lone ones replaced")
  func edges() throws {
    let deep = Array((String(repeating: "[", count: 300) + String(repeating: "]", count: 300)).utf8)
    #expect(throws: JSONReader.Problem.self) { try JSONReader.value(deep) }
    #expect(try JSONReader.value(Array(#""\ud83d\ude00 \ud83d""#.utf8)) == "😀 \u{fffd}")
  }

  @Test("random bytes never trap the reader", arguments: 0..<300)
  func hostile(seed: UInt64) {
    let alphabet = Array("{}[]\",:\\u0truefalsn1-e. \u{0}é".utf8)
    var generator = Generator(state: seed)
    let bytes = (0..<Int(generator.next() % 60)).map { _ in
      alphabet[Int(generator.next() % UInt64(alphabet.count))]
    }
    _ = try? JSONReader.value(bytes)
  }

  @Test("objects are equal by members, whatever their order")
  func objects() {
    var one: Object = ["a": 1, "b": 2]
    let other: Object = ["b": 2, "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    one["a"] = nil
    #expect(one.names == ["b"])
    #expect(one != other)
  }

  @Test(
    "slugs",
    arguments: [
      ("django-5.2", true), ("galaxy-s26+", true), ("a", true), ("../x", false), ("a..b", false),
      ("A", false), ("-a", false), ("a-", false),
      ("a b", false), ("", false), ("é", false), (".a", false),
    ])
  func slugs(text: String, isValid: Bool) {
    #expect(Slug.isValid(text) == isValid)
  }

  @Test(
    "the nearest slug is a slug",
    arguments: ["Über Größe", "../../x", "A  B", "x..y", "5.2 (LTS)", "a.-b"])
  func nearest(text: String) {
    #expect(Slug.isValid(Slug.nearest(to: text)))
  }

  @Test("a diagnostic shows its place under the line")
  func diagnostic() {
    let range = SourceRange(file: "a.yaml", line: 3, column: 7, length: 99)
    let text = Diagnostic("x", "no good", at: range, excerpt: "\tkey: val", help: "do this").text
    #expect(
      text == "a.yaml:3:7: error[x]: no good\n 3 | \tkey: val\n   | \t     ^^^\n  help: do this\n")
  }
}

/// Random values from a seed: SplitMix64.
private struct Generator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func value(depth: Int) -> Value {
    switch next() % (depth > 3 ? 5 : 7) {
    case 0: .null
    case 1: .bool(next() % 2 == 0)
    case 2: .int(Int(truncatingIfNeeded: next()))
    // Never whole: 2.0 reads back as 2.
    case 3: .double(Double(Int32(truncatingIfNeeded: next())) / 8 + 0.0625)
    case 4: .string(text())
    case 5: .list((0..<next() % 4).map { _ in value(depth: depth + 1) })
    default: .object(Object((0..<next() % 4).map { ("\(text())\($0)", value(depth: depth + 1)) }))
    }
  }

  mutating func text() -> String {
    let alphabet = ["a", "\"", "\\", "\n", "\u{0}", "é", "😀", "/", "\u{2028}", " "]
    return (0..<next() % 8).map { _ in alphabet[Int(next() % 10)] }.joined()
  }
}

@Suite("digests for HTML") struct DigestFormTests {
  /// From the vectors of SHA-256 in FIPS 180-4, as `openssl dgst -sha256 -binary | base64` has them.
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
  ])
  func base64(_ text: String, _ wanted: String) { #expect(Digest(of: text).base64 == wanted) }
}
