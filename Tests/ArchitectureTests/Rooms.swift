/// A folder of `Sources/` and what it may import besides the rooms above it.
struct Room {
  let name: String
  /// The packages and modules of C that it alone, or it and the others listed, may import.
  var modules: Set<String> = []
  /// What it holds, for the message that names the way out.
  let holds: String

  /// All rooms: each may import those above it, and no other.
  static let inOrder: [Room] = [
    Room(
      name: "Primitives", modules: ["FoundationEssentials", "CTrace"],
      holds: "dates, versions, ids, digests, diagnostics"),
    Room(name: "Records", modules: ["Yams"], holds: "kinds, schema, record files in and out"),
    Room(name: "Ledger", modules: ["GRDB", "GRDBSQLite"], holds: "the only SQL"),
    Room(name: "Importing", modules: ["Yams", "Subprocess"], holds: "one importer a file"),
    Room(name: "Knowledge", holds: "the graph as of a date, metrics; no files, no presentation"),
    Room(name: "Checks", holds: "one rule a file; mends nothing"),
    Room(name: "Templating", holds: "templates; knows no records and no files"),
    Room(name: "Documents", modules: ["CAssets"], holds: "one document a file; no SQL, no HTML"),
    Room(
      name: "Markup", modules: ["CCmark", "CArena"],
      holds: "Markdown to HTML; knows no records and no templates"),
    Room(
      name: "Publishing", modules: ["CAssets", "CLibrary"],
      holds: "pages, index, feeds, writing; no SQL"),
    Room(
      name: "Serving", modules: ["FlyingFox", "FlyingSocks", "FoundationEssentials"],
      holds: "the preview's server on loopback; knows no records"),
    Room(name: "Workflows", modules: ["Yams"], holds: "one use case a file; prints nothing"),
    Room(name: "Commands", modules: ["ArgumentParser"], holds: "arguments, printing, exit codes"),
    Room(name: "waymark", holds: "three lines of main"),
    Room(name: "waymark-serve", holds: "main with a server for previews"),
  ]

  /// Rooms above a room that it must not know all the same: DESIGN §11's column "never".
  static let never: [String: Set<String>] = [
    "Importing": ["Ledger"],
    "Knowledge": ["Ledger", "Importing"],
    "Checks": ["Ledger", "Importing"],
    "Templating": ["Records", "Ledger", "Importing", "Knowledge", "Checks"],
    "Documents": ["Ledger", "Importing"],
    "Markup": [
      "Records", "Ledger", "Importing", "Knowledge", "Checks", "Templating", "Documents",
    ],
    "Publishing": ["Ledger", "Importing", "Checks", "Templating"],
    "Serving": [
      "Records", "Ledger", "Importing", "Knowledge", "Checks", "Templating", "Documents",
      "Publishing",
    ],
    // A server's libraries would slow the start of every command.
    "Commands": ["Ledger", "Templating", "Markup", "Serving"],
    "waymark": Set(inOrder.map(\.name)).subtracting(["Commands"]),
    "waymark-serve": Set(inOrder.map(\.name)).subtracting(["Commands", "Serving", "Primitives"]),
  ]

  /// Modules of the system, for every room.
  static let system: Set<String> = ["Glibc", "FoundationEssentials", "Dispatch", "Synchronization"]
}
