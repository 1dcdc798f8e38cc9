import Testing

@testable import Primitives

@Suite("Proportion and quartiles")
struct StatisticsTests {
  @Test(
    "gives Wilson's interval",
    arguments: [
      (3, 3, 0.439, 1.000), (0, 4, 0.000, 0.490), (9, 10, 0.596, 0.982), (11, 15, 0.480, 0.891),
      (98, 100, 0.930, 0.994),
    ])
  func wilson(_ k: Int, _ n: Int, _ lower: Double, _ upper: Double) throws {
    let interval = try #require(Proportion(k, of: n).interval)
    #expect(abs(interval.lowerBound - lower) < 0.0005)
    #expect(abs(interval.upperBound - upper) < 0.0005)
  }

  @Test("prints k/n with its interval, and no data for nothing")
  func text() {
    #expect(Proportion(9, of: 10).text == "9/10 (60–98 %)")
    #expect(Proportion(3, of: 3).text == "3/3 (44–100 %)")
    #expect(Proportion(0, of: 0).text == "no data")
    #expect(Proportion(0, of: 0).interval == nil)
    #expect(Proportion(0, of: 0).value == nil)
    #expect(Proportion(0, of: 4).isSmall)
    #expect(!Proportion(0, of: 5).isSmall)
  }

  @Test("holds the proportion and stays within 0 and 1 for every small sample")
  func laws() throws {
    for n in 1...60 {
      for k in 0...n {
        let proportion = Proportion(k, of: n)
        let interval = try #require(proportion.interval)
        #expect(interval.contains(Double(k) / Double(n)))
        #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
        // Turned round, it is the mirror image.
        let other = try #require(Proportion(n - k, of: n).interval)
        #expect(abs(other.upperBound - (1 - interval.lowerBound)) < 1e-12)
      }
    }
  }

  @Test("interpolates quartiles as R's type 7 does")
  func quartiles() throws {
    let four = try #require(Quartiles([4, 1, 3, 2]))
    #expect([four.lower, four.median, four.upper] == [1.75, 2.5, 3.25])
    let five = try #require(Quartiles([5, 4, 3, 2, 1]))
    #expect([five.lower, five.median, five.upper] == [2, 3, 4])
    #expect(five.range == 2)
    let one = try #require(Quartiles([7]))
    #expect([one.lower, one.median, one.upper] == [7, 7, 7])
    #expect(Quartiles([]) == nil)
    #expect(Quartiles([1, .nan]) == nil)
    #expect(Median.of([3, 1]) == 2)
    #expect(Median.of([9, 1, 5]) == 5)
    #expect(Median.of([]) == nil)
  }
}
