/// The command line of `engine-benchmark`.
struct BenchmarkOptions {
  enum Name: String, CaseIterable {
    case pretext, regularized, contrastive, reconstruction, supervised, peak
  }

  var workload: Name
  /// Measured epochs, after one that is not.
  var epochs = 3
  /// Trainings at the same time.
  var seeds = 1
  /// Threads of each of them.
  var threads = 1
  /// Measurements of the core's peak before the epochs, and as many behind them.
  var peaks = 0
  /// Images of the pretext before rotation.
  var images = 10_000
  /// Filters of the first convolution.
  var filters = 64
  /// The folder to look for MNIST in first.
  var data: String?
  /// Where the first training's initial weights are written.
  var initial: String?

  /// Parses the words behind the program's name.
  ///
  /// - Parameter words: a workload, then pairs of an option and its value.
  /// - Throws: `UsageError`.
  init(_ words: [String]) throws(UsageError) {
    guard let first = words.first, let name = Name(rawValue: first) else {
      throw UsageError("no workload\n\n\(EngineBenchmark.usage)")
    }
    workload = name
    for place in stride(from: 1, to: words.count, by: 2) {
      guard place + 1 < words.count else { throw UsageError("\(words[place]) needs a value") }
      try set(words[place], to: words[place + 1])
    }
  }

  private mutating func set(_ option: String, to value: String) throws(UsageError) {
    switch option {
    case "--epochs": epochs = try Self.number(option, value, 1...100_000)
    case "--seeds": seeds = try Self.number(option, value, 1...1024)
    case "--threads": threads = try Self.number(option, value, 1...1024)
    case "--peaks": peaks = try Self.number(option, value, 1...1000)
    case "--images": images = try Self.number(option, value, 1...60_000)
    case "--filters": filters = try Self.number(option, value, 2...4096)
    case "--data": data = value
    case "--initial": initial = value
    default: throw UsageError("there is no option \(option)\n\n\(EngineBenchmark.usage)")
    }
  }

  private static func number(
    _ option: String, _ value: String, _ range: ClosedRange<Int>
  ) throws(UsageError) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw UsageError(
        "\(option): '\(value)' is no number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
