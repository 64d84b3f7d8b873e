import Network
import Random

extension PatchValues {
  /// Takes values of a channel back to what lies between black and white.
  ///
  /// - Parameters:
  ///   - channel: 0 ..< channels.
  ///   - images: whose values these are.
  func clamp(_ channel: Int, as images: PretextImages) {
    let (black, extent) = images.range(of: channel)
    let (least, most) = (min(black, black + extent), max(black, black + extent))
    map(channel) { min(max($0, least), most) }
  }

  /// Blurs along rows, then along columns: every value becomes the mean of three, the outer ones of a
  /// weight and the inner one of what is left to 1. Beyond the border it goes on as at the border.
  ///
  /// - Parameter outer: the weight of either neighbour, 0 to 1/3.
  func blur(_ outer: Float) {
    let inner = 1 - 2 * outer
    for channel in 0..<shape.channels {
      for row in 0..<shape.rows {
        var before = self[row, 0, channel]
        for column in 0..<shape.columns {
          let value = self[row, column, channel]
          let after = self[row, min(column + 1, shape.columns - 1), channel]
          self[row, column, channel] = outer * before + inner * value + outer * after
          before = value
        }
      }
      for column in 0..<shape.columns {
        var before = self[0, column, channel]
        for row in 0..<shape.rows {
          let value = self[row, column, channel]
          let after = self[min(row + 1, shape.rows - 1), column, channel]
          self[row, column, channel] = outer * before + inner * value + outer * after
          before = value
        }
      }
    }
  }

  /// Adds the sum of two uniform numbers to every value, between black and white.
  ///
  /// - Parameters:
  ///   - strength: the largest change, as a share of black to white.
  ///   - images: whose values these are.
  ///   - stream: two numbers a value.
  func addNoise(_ strength: Float, as images: PretextImages, _ stream: inout RandomStream) {
    for channel in 0..<shape.channels {
      let scale = strength * images.range(of: channel).extent
      map(channel) { value in
        let (first, second) = (stream.unit(), stream.unit())
        return value + scale * (first + second - 1)
      }
      clamp(channel, as: images)
    }
  }
}
