import Primitives
import Testing

@Suite struct JSONTests {
  private func text(_ value: Value) -> String {
    String(decoding: JSONText.canonical(value), as: UTF8.self)
  }

  @Test func `Members stand in the order of their names' bytes`() {
    let names = [
      "b", "a", "", "aa", "long-name-two", "long-name-one", "long-name", "Z", "\u{e9}", "e", "zz",
    ]
    let object = Object(names.map { ($0, .null) })
    let sorted = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(
      text(.object(object)) == "{" + sorted.map { "\"\($0)\":null" }.joined(separator: ",") + "}")
    #expect(text(.object(Object())) == "{}")
    #expect(text(["only": [1, -20, 0.5, true]]) == "{\"only\":[1,-20,0.5,true]}")
  }

  @Test func `Many members are sorted as few are`() {
    let names = (0..<200).map { "name-\($0 * 7919 % 200)" }
    let expected = names.sorted().map { "\"\($0)\":1" }.joined(separator: ",")
    #expect(text(.object(Object(names.map { ($0, .int(1)) }))) == "{\(expected)}")
  }

  @Test(arguments: 0..<20)
  func `A literal is escaped wherever the mark stands`(place: Int) throws {
    let filler = String(repeating: "x", count: place)
    for mark in ["\"", "\\", "\n", "\u{1}", "\u{1f}", "\u{7f}", "\u{e9}", "\u{1f600}", " "] {
      let value = Value.string(filler + mark + filler)
      #expect(try JSONReader.value(JSONText.canonical(value)) == value)
      var out: [UInt8] = []
      JSONText.write(filler + mark + filler, into: &out)
      #expect(out == JSONText.canonical(value))
    }
    #expect(text(.string(filler + "\u{1f}")) == "\"\(filler)\\u001f\"")
    #expect(text(.string(filler + "\t\\")) == "\"\(filler)\\t\\\\\"")
  }

  @Test(arguments: [
    #"{"a":1,"a":2}"#, #"{"b":1,"a":2,"b":3}"#, #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#,
    #"{"a":1,"b":{"c":1,"d":2,"c":3}}"#, "{\"\u{e9}\":1,\"\u{e9}\":2}", #"{"a":1,"aa":2,"a":3}"#,
  ])
  func `A name that stands twice is refused in any order`(json: String) {
    #expect(throws: JSONReader.Problem.self) { try JSONReader.value(Array(json.utf8)) }
  }

  @Test(arguments: [
    #"{"a":1,"b":2}"#, #"{"b":1,"a":2}"#, #"{"a":1,"aa":2,"b":3}"#, #"{"aa":1,"a":2}"#,
    #" { "a" : [ ] , "\u0062" : { } } "#,
  ])
  func `Names that differ are read in any order`(json: String) throws {
    #expect(
      try JSONReader.value(Array(json.utf8)).object?.members.count == json.split(separator: ":")
        .count - 1)
  }

  @Test(arguments: ["\"a\u{1}b\"", "\"abcdefgh", "\"abcdefgh\\", "\"abc\\n\u{2}\"", "\"\\"])
  func `A string without its end, or with a control character, is refused`(json: String) {
    #expect(throws: JSONReader.Problem.self) { try JSONReader.value(Array(json.utf8)) }
  }
}
