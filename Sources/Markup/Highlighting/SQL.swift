extension Language {
  /// SQL of any dialect, and psql's commands.
  static let sql = Language("sql", "postgresql", "psql", "sqlite", "mysql") { writer in
    while !writer.isAtEnd { SQL.step(&writer) }
  }
}

/// One token of SQL at a time.
private enum SQL {
  private static let keywords = WordSet(
    "select from where and or not null is in like between exists insert into values update set delete create alter drop table index view trigger function procedure schema database column constraint primary key foreign references unique check default cascade add rename to as on join left right inner outer full cross using group by having order asc desc limit offset union all distinct case when then else end begin commit rollback transaction savepoint with recursive returning if replace grant revoke analyze vacuum explain concurrently lock truncate cast type validate reindex extension do for each row execute language returns true false pragma strict",
    ignoresCase: true)
  private static let types = WordSet(
    "integer int bigint smallint serial bigserial text varchar char boolean bool timestamp timestamptz date time interval numeric decimal real double uuid json jsonb blob bytea count sum min max avg coalesce now",
    ignoresCase: true)

  static func step(_ writer: inout CodeWriter) {
    let start = writer.at
    let byte = writer.peek()
    switch byte {
    case 45 where writer.peek(1) == 45:
      writer.skipLine()
      writer.token(.comment, from: start)
    case UInt8(ascii: "/") where writer.peek(1) == UInt8(ascii: "*"):
      writer.at += 2
      writer.skip(through: "*/")
      writer.token(.comment, from: start)
    case 39:
      // A quotation mark inside is doubled: two strings side by side look the same.
      writer.skipString(quote: 39, escapes: false, multiline: true)
      writer.token(.string, from: start)
    case 34:
      writer.skipString(quote: 34, escapes: false)
      writer.token(.variable, from: start)
    case 58 where writer.peek(1).isLetter, 36 where writer.peek(1).isWord:
      writer.at += 1
      _ = writer.skipWord()
      writer.token(.variable, from: start)
    default:
      if byte.isDigit {
        writer.number()
      } else if byte.isWord {
        _ = writer.skipWord()
        if keywords.contains(writer.word(from: start)) {
          writer.token(.keyword, from: start)
        } else if types.contains(writer.word(from: start)) {
          writer.token(.function, from: start)
        }
      } else {
        writer.at += 1
      }
    }
  }
}
