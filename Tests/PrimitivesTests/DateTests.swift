import Primitives
import Testing

@Suite("Dates, instants and spans")
struct DateTests {
  @Test(
    "only days of the calendar are dates",
    arguments: ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func real(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "anything else is none",
    arguments: [
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-4-01", "24-04-01", "2024-04-31",
      "", "２０２４-01-01", "0000-01-01",
    ])
  func unreal(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("days are counted from 1970, there and back")
  func days() throws {
    #expect(CalendarDate("1970-01-01")?.daysSinceEpoch == 0)
    #expect(CalendarDate("2000-03-01")?.daysSinceEpoch == 11_017)
    #expect(CalendarDate("1969-12-31")?.daysSinceEpoch == -1)
    var previous = try #require(CalendarDate("1599-12-31"))
    // Four centuries hold every case of leap years.
    for offset in previous.daysSinceEpoch + 1...previous.daysSinceEpoch + 146_097 {
      let day = CalendarDate(daysSinceEpoch: offset)
      #expect(day.daysSinceEpoch == offset)
      #expect(previous < day && previous.days(to: day) == 1)
      previous = day
    }
    #expect(previous.description == "1999-12-31")
  }

  @Test(
    "a date of less precision stands for a range",
    arguments: [
      ("2024-11-14", "2024-11-14", "2024-11-14"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2023-Q1", "2023-01-01", "2023-03-31"),
      ("2024-Q4", "2024-10-01", "2024-12-31"), ("2024", "2024-01-01", "2024-12-31"),
    ])
  func partial(text: String, first: String, last: String) throws {
    let date = try #require(PartialDate(text))
    #expect(date.first.description == first)
    #expect(date.last.description == last)
    #expect(date.description == text)
  }

  @Test(
    "forms that are no date",
    arguments: ["2024-Q5", "2024-Q0", "2024-13", "20", "2024-1", "Q1 2024", "soon"])
  func notPartial(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test(
    "instants are kept in UTC",
    arguments: [
      ("2024-11-14T09:30:00Z", "2024-11-14T09:30:00Z"),
      ("2024-11-14T09:30Z", "2024-11-14T09:30:00Z"),
      ("2024-11-14T01:30:00+02:00", "2024-11-13T23:30:00Z"),
      ("2024-02-28T23:30:00-01:30", "2024-02-29T01:00:00Z"),
      ("2024-11-14 09:30:00.25Z", "2024-11-14T09:30:00.250Z"),
      ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
  func instants(text: String, utc: String) {
    #expect(Instant(text)?.description == utc)
  }

  @Test(
    "an instant needs its offset and a real time",
    arguments: [
      "2024-11-14T09:30:00", "2024-11-14", "2024-11-14T24:00:00Z", "2024-11-14T09:60:00Z",
      "2024-11-14T09:30:60Z", "2024-11-14T09:30:00.Z",
      "2024-11-14T09:30:00+2", "2024-02-30T09:30:00Z", "2024-11-14T09:30:00ZZ", "2024-11-14T",
    ])
  func notInstants(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test("the ends of a day")
  func ends() throws {
    let day = try #require(CalendarDate("2024-11-14"))
    #expect(Instant(startOf: day).description == "2024-11-14T00:00:00Z")
    #expect(Instant(endOf: day).description == "2024-11-14T23:59:59.999Z")
    #expect(Instant(endOf: day).day == day)
    #expect(Instant(milliseconds: -1).day.description == "1969-12-31")
  }

  @Test(
    "spans are read in both forms and written in one",
    arguments: [
      ("PT15M", 900, "PT15M", "15 minutes"), ("15m", 900, "PT15M", "15 minutes"),
      ("1h30m", 5400, "PT1H30M", "1 hour 30 minutes"),
      ("P180D", 15_552_000, "P180D", "180 days"), ("P1W", 604_800, "P7D", "7 days"),
      ("P1DT1S", 86_401, "P1DT1S", "1 day 1 second"),
      ("PT0S", 0, "PT0S", "0 seconds"), ("90s", 90, "PT1M30S", "1 minute 30 seconds"),
    ])
  func spans(text: String, seconds: Int, canonical: String, words: String) throws {
    let span = try #require(Span(text))
    #expect(span.seconds == seconds)
    #expect(span.description == canonical)
    #expect(span.words == words)
    #expect(Span(canonical) == span)
  }

  @Test(
    "months, years and muddles are no spans",
    arguments: [
      "P1M", "P1Y", "PT", "P", "", "15", "15 m", "m15", "1m1h", "PT1D", "P1H", "-5m", "1h1h",
      "99999999999d", "P1.5D",
    ])
  func notSpans(text: String) {
    #expect(Span(text) == nil)
  }
}
