import Network

/// A rectangle of an image.
struct Area: Equatable, Sendable {
  /// Its rows.
  var rows: Range<Int>
  /// Its columns.
  var columns: Range<Int>

  /// The rectangle and a band round it, as far as the image goes.
  ///
  /// - Parameters:
  ///   - width: of the band.
  ///   - shape: of the image.
  /// - Returns: the rectangle where the width is 0.
  func widened(by width: Int, in shape: Shape) -> Area {
    Area(
      rows: max(rows.lowerBound - width, 0)..<min(rows.upperBound + width, shape.rows),
      columns: max(columns.lowerBound - width, 0)..<min(columns.upperBound + width, shape.columns))
  }

  /// Sets all values of an image's rectangle that lies without gaps.
  ///
  /// - Parameters:
  ///   - values: of the image, in the order row, column, channel.
  ///   - value: what they become.
  ///   - shape: of the image.
  func set<Value>(_ values: UnsafeMutablePointer<Value>, to value: Value, in shape: Shape) {
    for row in rows {
      let first = (row &* shape.columns &+ columns.lowerBound) &* shape.channels
      (values + first).update(repeating: value, count: columns.count &* shape.channels)
    }
  }

  /// Copies an image's rectangle; both lie without gaps.
  ///
  /// - Parameters:
  ///   - source: an image, in the order row, column, channel.
  ///   - values: of another, in the same order.
  ///   - shape: of both.
  func copy(_ source: [Float], to values: UnsafeMutablePointer<Float>, in shape: Shape) {
    source.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for row in rows {
        let first = (row &* shape.columns &+ columns.lowerBound) &* shape.channels
        (values + first).update(from: base + first, count: columns.count &* shape.channels)
      }
    }
  }
}

/// Scales weights to a mean of 1, so that losses compare whatever counts.
///
/// - Parameters:
///   - weights: not all 0.
///   - count: how many.
func normalizeWeights(_ weights: UnsafeMutablePointer<Float>, count: Int) {
  var sum = 0.0
  for index in 0..<count { sum += Double(weights[index]) }
  guard sum > 0 else { return }
  let factor = Float(Double(count) / sum)
  for index in 0..<count { weights[index] *= factor }
}
