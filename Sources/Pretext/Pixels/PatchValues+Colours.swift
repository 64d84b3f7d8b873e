import Network
import Random

extension PatchValues {
  /// A pixel's colour, as far above black in every channel's range: 0 to 1.
  private typealias Colour = SIMD3<Float>

  /// Every pixel's colour through a function.
  @inline(__always)
  private func mapColours(_ images: PretextImages, _ change: (Colour) -> Colour) {
    let (red, green, blue) = (images.range(of: 0), images.range(of: 1), images.range(of: 2))
    let black = Colour(red.black, green.black, blue.black)
    let extent = Colour(red.extent, green.extent, blue.extent)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        let colour = Colour(self[row, column, 0], self[row, column, 1], self[row, column, 2])
        let changed = black + change((colour - black) / extent) * extent
        self[row, column, 0] = changed.x
        self[row, column, 1] = changed.y
        self[row, column, 2] = changed.z
      }
    }
  }

  /// Takes the difference between green and magenta out of every pixel: a colour (r, g, b) less its part
  /// along (−1, 2, −1).
  ///
  /// - Parameter images: whose values these are; of three channels.
  func projectColours(as images: PretextImages) {
    mapColours(images) { colour in
      let part = (2 * colour.y - colour.x - colour.z) / 6
      return Colour(colour.x + part, colour.y - 2 * part, colour.z + part)
    }
  }

  /// Mixes every pixel with its luma (ITU-R BT.601): 0.299 r + 0.587 g + 0.114 b.
  ///
  /// - Parameters:
  ///   - images: whose values these are; of three channels.
  ///   - share: of the luma; 1 for grey, 0 for no change, below 0 for stronger colours.
  func takeColours(as images: PretextImages, share: Float) {
    mapColours(images) { colour in
      let luma = 0.299 * colour.x + 0.587 * colour.y + 0.114 * colour.z
      let (r, g, b) = (luma - colour.x, luma - colour.y, luma - colour.z)
      return Colour(colour.x + share * r, colour.y + share * g, colour.z + share * b)
    }
  }

  /// Turns every pixel's hue: its colour about the axis of greys, red towards green.
  ///
  /// - Parameters:
  ///   - images: whose values these are; of three channels.
  ///   - turn: by how much; a third of a whole turn takes red to green.
  func turnHues(as images: PretextImages, by turn: Turn) {
    // Rodrigues' formula about (1, 1, 1) / √3.
    let grey = (1 - turn.cosine) / 3
    let side = turn.sine / Float(3).squareRoot()
    let (same, next, last) = (turn.cosine + grey, grey + side, grey - side)
    mapColours(images) { colour in
      Colour(
        same * colour.x + last * colour.y + next * colour.z,
        next * colour.x + same * colour.y + last * colour.z,
        last * colour.x + next * colour.y + same * colour.z)
    }
  }

  /// Keeps one channel, and makes the others noise about their means, a hundredth as strong as what is
  /// kept.
  ///
  /// - Parameters:
  ///   - kept: the channel.
  ///   - stream: of the noise; two numbers a value.
  func dropColours(but kept: Int, _ stream: inout RandomStream) {
    // The sum of two numbers of [0, 1) less 1 has a deviation of 1 / √6.
    let strength = deviation(of: kept, from: mean(of: kept)) * (Float(6).squareRoot() / 100)
    for channel in 0..<shape.channels where channel != kept {
      let mean = mean(of: channel)
      map(channel) { _ in
        let (first, second) = (stream.unit(), stream.unit())
        return mean + strength * (first + second - 1)
      }
    }
  }
}
