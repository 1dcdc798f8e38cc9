import Primitives
import Testing

@testable import Publishing

@Suite("search") struct SearchTests {
  private func terms(_ text: String) -> [String] {
    var (tokenizer, log) = (Tokenizer(), TermLog())
    tokenizer.note(text, weight: 1, document: 0, into: &log)
    return (0..<log.count).map { String(decoding: log.term($0), as: UTF8.self) }
  }

  @Test(arguments: [
    ("Upgrade to 5.2.8.", ["upgrade", "to", "5.2.8"]),
    ("max_connections", ["max_connections", "max", "connections"]),
    ("maxRetryCount", ["maxretrycount", "max", "retry", "count"]),
    ("django.db.models", ["django.db.models", "django", "db", "models"]),
    (
      "http.server.CGIHTTPRequestHandler",
      [
        "http.server.cgihttprequesthandler", "cgihttprequesthandler", "http", "server",
        "cgihttprequest", "handler",
      ]
    ),
    (
      "HTTPConnection.request_chunked()",
      [
        "httpconnection.request_chunked", "request_chunked", "httpconnection", "request", "chunked",
      ]
    ),
    ("Zürich Łódź straße Œuvre", ["zurich", "lodz", "strasse", "oeuvre"]),
    ("django-5.2 a x1 7", ["django", "5.2", "x1", "7"]),
    ("v5.2rc1", ["v5.2rc1", "v5", "2rc1"]),
    ("Москва ΑΘΗΝΑ", ["москва", "αθηνα"]),
    ("升级 now", ["升", "级", "now"]),
    ("_x. .y ...", []),
    ("a\u{2019}b “quoted”", ["quoted"]),
  ])
  func words(_ text: String, _ expected: [String]) {
    #expect(terms(text) == expected)
  }

  @Test func theGreatestWeightCounts() {
    var (tokenizer, log) = (Tokenizer(), TermLog())
    for (document, weight) in [(3, 1), (3, 3), (3, 2), (9, 2)] as [(Int, UInt32)] {
      tokenizer.note("word", weight: weight, document: document, into: &log)
    }
    #expect(log.postings.map(\.place) == [3 << 2 | 3, 9 << 2 | 2])
  }

  @Test func shardsHoldAllTermsInOrder() {
    var logs = [TermLog(), TermLog(), TermLog()]
    var tokenizer = Tokenizer()
    var expected: [String: Set<UInt32>] = [:]
    var random = Random(state: 7)
    for document in 0..<900 {
      for _ in 0..<40 {
        let word = "t\(random.next(9_000))q"
        tokenizer.note(word, weight: 1, document: document, into: &logs[document % 3])
        expected[word, default: []].insert(UInt32(document))
      }
    }
    var seen: [String] = []
    var files: [(String, [UInt8])] = []
    let index = SearchIndex(logs: logs, documentCount: 900)
    let firsts = index.writeShards { files.append(($0, $1)) }.firsts
    #expect(firsts.count == files.count && firsts.count > 3)
    for ((path, bytes), first) in zip(files, firsts) {
      #expect(bytes.count <= SearchIndex.largestShard)
      #expect(path == "search/t-\(ShardWriter.name(first)).js")
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = text.split(separator: "\"")[3].replacing("\\n", with: "\n").split(separator: "\n")
      #expect(lines.first?.hasPrefix(String(decoding: first, as: UTF8.self) + " ") == true)
      for line in lines {
        let parts = line.split(separator: " ")
        let places = Self.numbers(parts[1])
        var last: UInt32 = 0
        let documents = places.map { place -> UInt32 in
          last += place >> 2
          return last
        }
        #expect(Set(documents) == expected[String(parts[0])])
        seen.append(String(parts[0]))
      }
    }
    #expect(seen == expected.keys.sorted())
  }

  @Test func wordsOfMostPagesStayOnlyInTitles() {
    var (tokenizer, log) = (Tokenizer(), TermLog())
    for document in 0..<100 {
      tokenizer.note("common", weight: document == 4 ? 3 : 1, document: document, into: &log)
      if document < 50 { tokenizer.note("half", weight: 1, document: document, into: &log) }
      tokenizer.note("everywhere", weight: 1, document: document, into: &log)
    }
    var text = ""
    _ = SearchIndex(logs: [log], documentCount: 100).writeShards {
      text += String(decoding: $1, as: UTF8.self)
    }
    #expect(text.contains("common T\\n"))
    #expect(text.contains("half "))
    #expect(text.contains("everywhere \\n"))
  }

  private static func numbers(_ text: Substring) -> [UInt32] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var out: [UInt32] = []
    var (value, shift): (UInt32, UInt32) = (0, 0)
    for byte in text.utf8 {
      let digit = UInt32(digits.firstIndex(of: byte) ?? 0)
      value |= (digit & 31) << shift
      shift += 5
      if digit & 32 == 0 {
        out.append(value)
        (value, shift) = (0, 0)
      }
    }
    return out
  }
}
