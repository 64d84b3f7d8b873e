/// How bytes become numbers.
public enum PixelScale: String, Sendable, CaseIterable {
  /// value / 255, in [0, 1].
  case unit
  /// The value itself, 0 … 255.
  case raw
}

/// What a network sees of a pixel's bytes: scaled, and where wanted less a mean and divided by a
/// deviation, channel by channel.
public struct PixelValues: Equatable, Sendable {
  /// How bytes become numbers.
  public var scale: PixelScale
  /// What is subtracted from each channel's scaled values; empty where nothing is.
  public var mean: [Double]
  /// What the differences are divided by; as many as `mean`.
  public var deviation: [Double]

  /// Scaled bytes and nothing else.
  public static let unit = PixelValues(.unit)
  /// The bytes themselves.
  public static let raw = PixelValues(.raw)

  /// How bytes become values.
  ///
  /// - Parameters:
  ///   - scale: how bytes become numbers.
  ///   - mean: one number a channel, or none.
  ///   - deviation: as many, none of them 0.
  public init(_ scale: PixelScale, mean: [Double] = [], deviation: [Double] = []) {
    self.scale = scale
    self.mean = mean
    self.deviation = deviation
  }

  /// The value of every byte, for one channel after the other.
  ///
  /// - Parameter channels: of an image; as many as means, where there are any.
  /// - Returns: channels × 256 values.
  public func table(channels: Int) -> [Float] {
    precondition(mean.isEmpty || mean.count == channels, "one mean a channel")
    precondition(mean.count == deviation.count, "as many deviations as means")
    return (0..<channels).flatMap { channel in
      (0..<256).map { byte in
        guard !mean.isEmpty else { return scale == .unit ? Float(byte) / 255 : Float(byte) }
        let number = scale == .unit ? Double(byte) / 255 : Double(byte)
        return Float((number - mean[channel]) / deviation[channel])
      }
    }
  }
}
