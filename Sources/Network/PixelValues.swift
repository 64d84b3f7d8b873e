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

extension PixelValues {
  /// The value of a brightness between bytes, such as a mean of bytes.
  ///
  /// - Parameters:
  ///   - level: 0 to 255.
  ///   - channel: from 0.
  /// - Returns: on the line through the values of `table`.
  public func value(ofLevel level: Double, channel: Int) -> Float {
    let number = scale == .unit ? level / 255 : level
    return Float(mean.isEmpty ? number : (number - mean[channel]) / deviation[channel])
  }

  /// The byte whose value is nearest: what undoes `table`.
  ///
  /// - Parameters:
  ///   - value: any; beyond the range of bytes it becomes 0 or 255, and NaN becomes 0.
  ///   - channel: from 0.
  /// - Returns: of two that are as near, the larger.
  public func byte(of value: Float, channel: Int) -> UInt8 {
    let number = mean.isEmpty ? Double(value) : Double(value) * deviation[channel] + mean[channel]
    let level = scale == .unit ? number * 255 : number
    guard level > 0 else { return 0 }
    return level < 255 ? UInt8(level + 0.5) : 255
  }

  /// The bytes whose values are nearest: a picture of an output.
  ///
  /// - Parameters:
  ///   - values: in the order row, column, channel.
  ///   - channels: of a pixel.
  /// - Returns: as many.
  public func bytes(of values: [Float], channels: Int) -> [UInt8] {
    values.enumerated().map { byte(of: $1, channel: $0 % channels) }
  }
}
