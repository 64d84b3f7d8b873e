import Network

/// The values of a patch in a network's input, changed so that they betray less of where it was cut.
struct PatchValues {
  let values: UnsafeMutablePointer<Float>
  let shape: Shape
  let rowStride: Int

  /// The value of a pixel's channel.
  @inline(__always)
  subscript(_ row: Int, _ column: Int, _ channel: Int) -> Float {
    get { values[row &* rowStride &+ column &* shape.channels &+ channel] }
    nonmutating set { values[row &* rowStride &+ column &* shape.channels &+ channel] = newValue }
  }

  private var area: Float { Float(shape.rows * shape.columns) }

  /// The mean of a channel.
  func mean(of channel: Int) -> Float {
    var sum: Float = 0
    for row in 0..<shape.rows {
      for column in 0..<shape.columns { sum += self[row, column, channel] }
    }
    return sum / area
  }

  /// The standard deviation of a channel, of all pixels.
  func deviation(of channel: Int, from mean: Float) -> Float {
    var sum: Float = 0
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        let difference = self[row, column, channel] - mean
        sum += difference * difference
      }
    }
    return (sum / area).squareRoot()
  }

  /// Every value of a channel through a function.
  @inline(__always)
  func map(_ channel: Int, _ change: (Float) -> Float) {
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        self[row, column, channel] = change(self[row, column, channel])
      }
    }
  }
}

/// What a patch's statistics are made equal to.
enum PatchNormalization: String, CaseIterable {
  /// Nothing is changed.
  case none
  /// The mean of every channel becomes 0.
  case mean
  /// The mean of every channel becomes 0, its standard deviation 1.
  case deviation

  /// The option of a task.
  ///
  /// - Parameter fallback: where a protocol says nothing.
  /// - Returns: `normalization`.
  static func option(default fallback: PatchNormalization) -> PretextOption {
    PretextOption(
      "normalization", .choice(allCases.map { $0.rawValue }, default: fallback.rawValue),
      "what is the same in every patch: nothing, its mean, or its standard deviation, too")
  }

  /// What a protocol says.
  init(_ settings: PretextSettings) {
    self = PatchNormalization(rawValue: settings.choice("normalization")) ?? .none
  }
}

extension PatchValues {
  /// Makes the statistics of every channel the same for all patches.
  ///
  /// Deviations below a sixteenth of the range from black to white count as that: the noise of an empty
  /// patch is not blown up, and nothing is divided by 0.
  ///
  /// - Parameters:
  ///   - normalization: which statistics.
  ///   - images: whose values these are.
  func normalize(_ normalization: PatchNormalization, as images: PretextImages) {
    guard normalization != .none else { return }
    for channel in 0..<shape.channels {
      let mean = mean(of: channel)
      var divisor: Float = 1
      if normalization == .deviation {
        let least = images.range(of: channel).extent / 16
        divisor = max(deviation(of: channel, from: mean), least)
      }
      map(channel) { ($0 - mean) / divisor }
    }
  }

  /// Makes all pixels of a square one: their mean. What is left at the right and at the bottom makes
  /// smaller squares.
  ///
  /// - Parameter side: pixels.
  func pixelate(_ side: Int) {
    for top in stride(from: 0, to: shape.rows, by: side) {
      for left in stride(from: 0, to: shape.columns, by: side) {
        let rows = top..<min(top + side, shape.rows)
        let columns = left..<min(left + side, shape.columns)
        for channel in 0..<shape.channels {
          var sum: Float = 0
          for row in rows { for column in columns { sum += self[row, column, channel] } }
          let mean = sum / Float(rows.count * columns.count)
          for row in rows { for column in columns { self[row, column, channel] = mean } }
        }
      }
    }
  }
}
