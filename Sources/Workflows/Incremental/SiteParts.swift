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
      write(event.isTentative ? 1 : 0)
      write(event.modifiedAt.milliseconds)
      write(event.time == nil ? 0 : 1)
      if let time = event.time {
        write(time.lowerBound.milliseconds)
        write(time.upperBound.milliseconds)
      }
    }
  }

  mutating func write(_ news: [SiteNews]) {
    write(news.count)
    for entry in news {
      for text in [entry.id, entry.title, entry.text, entry.path] { write(text) }
      write(entry.at.milliseconds)
      write(entry.modifiedAt.milliseconds)
    }
  }
}

extension StateReader {
  mutating func events() -> [SiteEvent] {
    (0..<count()).map { _ in
      let (uid, sequence, on) = (text(), number(), CalendarDate(daysSinceEpoch: number()))
      let (title, words, path) = (text(), text(), text())
      let categories = (0..<count()).map { _ in text() }
      let (isCancelled, isTentative) = (number() == 1, number() == 1)
      var event = SiteEvent(
        uid: uid, sequence: sequence, on: on, title: title, text: words, path: path,
        categories: categories, isCancelled: isCancelled,
        modifiedAt: Instant(milliseconds: number()))
      event.isTentative = isTentative
      if number() == 1 {
        let start = Instant(milliseconds: number())
        event.time = start..<max(start, Instant(milliseconds: number()))
      }
      return event
    }
  }

  mutating func news() -> [SiteNews] {
    (0..<count()).map { _ in
      SiteNews(
        id: text(), title: text(), text: text(), path: text(), at: Instant(milliseconds: number()),
        modifiedAt: Instant(milliseconds: number()))
    }
  }
}
