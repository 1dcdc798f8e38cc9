import Primitives
import Publishing

extension StateWriter {
  mutating func write(_ events: [SiteEvent]) {
    write(events.count)
    for event in events {
      write(event.uid)
      write(event.sequence)
      write(event.on.daysSinceEpoch)
      for text in [event.title, event.text, event.path] { write(text) }
      write(event.categories.count)
      for category in event.categories { write(category) }
      write(event.isCancelled ? 1 : 0)
      write(event.modifiedAt.milliseconds)
    }
  }

  mutating func write(_ news: [SiteNews]) {
    write(news.count)
    for entry in news {
      for text in [entry.id, entry.title, entry.text, entry.path] { write(text) }
      write(entry.at.milliseconds)
    }
  }
}

extension StateReader {
  mutating func events() -> [SiteEvent] {
    (0..<count()).map { _ in
      SiteEvent(
        uid: text(), sequence: number(), on: CalendarDate(daysSinceEpoch: number()), title: text(),
        text: text(), path: text(), categories: (0..<count()).map { _ in text() },
        isCancelled: number() == 1, modifiedAt: Instant(milliseconds: number()))
    }
  }

  mutating func news() -> [SiteNews] {
    (0..<count()).map { _ in
      SiteNews(
        id: text(), title: text(), text: text(), path: text(), at: Instant(milliseconds: number()))
    }
  }
}
