import Foundation
import Glibc

/// The process that tries the inputs: it may trap, hang or grow.
enum Child {
  /// How much memory it may take: a little more than the largest input explains.
  private static let memory = 4 << 30
  /// How much CPU an input may take, in seconds, in a program built for debugging.
  private static let patience = 5.0

  /// Tries inputs from one number up to another, or for some seconds; never returns.
  static func run(_ target: Target, seed: Int, from: Int, to: Int, seconds: Double, file: String)
    -> Never
  {
    var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
    setrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit)
    guard let progress = SharedProgress(path: file, makes: false) else { exit(2) }
    let seeds = target.seeds()
    let end = cpu() + (seconds > 0 ? seconds : .infinity)
    var number = from
    while number < to, cpu() < end {
      var mutation = Mutation(seed: seed &* 1_000_003 &+ number, tokens: target.tokens)
      attempt(
        target, number < seeds.count ? seeds[number] : mutation.input(from: seeds), number, progress
      )
      number += 1
    }
    exit(0)
  }

  /// Tries inputs that once failed.
  static func replay(_ target: Target, inputs: [String], file: String) -> Never {
    guard let progress = SharedProgress(path: file, makes: false) else { exit(2) }
    for (number, path) in inputs.enumerated() {
      guard let bytes = FileManager.default.contents(atPath: path) else { exit(2) }
      attempt(target, Array(bytes), number, progress)
    }
    exit(0)
  }

  private static func attempt(
    _ target: Target, _ input: [UInt8], _ number: Int, _ progress: SharedProgress
  ) {
    progress.begin(number, input)
    let start = cpu()
    do {
      try target.check(input)
    } catch {
      print("\(error)")
      fflush(nil)
      exit(1)
    }
    guard cpu() - start < patience else {
      print("it took \(cpu() - start) s")
      fflush(nil)
      exit(1)
    }
  }

  private static func cpu() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
