import CCmark

/// What libcmark reads in a document: its tree as a list of nodes in reading order.
struct Cmark {
  struct Node {
    let type: UInt32
    let depth: Int
    let literal: String
    let url: String
  }

  private(set) var nodes: [Node] = []

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let root = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    defer { cmark_node_free(root) }
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    var depth = 0
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(iterator) else { continue }
      if event == CMARK_EVENT_EXIT {
        depth -= 1
        continue
      }
      let type = cmark_node_get_type(node)
      nodes.append(
        Node(
          type: type.rawValue, depth: depth,
          literal: cmark_node_get_literal(node).map { String(cString: $0) } ?? "",
          url: cmark_node_get_url(node).map { String(cString: $0) } ?? ""))
      if !Self.leaves.contains(type.rawValue) { depth += 1 }
    }
  }

  /// Nodes for which cmark has no exit event.
  private static let leaves: Set<UInt32> = Set(
    [
      CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
      CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE,
    ].map(\.rawValue))

  /// The types of all nodes but text, in reading order.
  var types: [UInt32] { nodes.map(\.type).filter { $0 != CMARK_NODE_TEXT.rawValue } }

  /// All text literals of one sort, joined.
  func text(_ type: cmark_node_type = CMARK_NODE_TEXT) -> String {
    nodes.filter { $0.type == type.rawValue }.map(\.literal).joined()
  }

  func count(_ type: cmark_node_type) -> Int { nodes.count { $0.type == type.rawValue } }
}
