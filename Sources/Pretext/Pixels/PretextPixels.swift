import Network

/// The values of one image in a pass, read at any place: black outside the image.
struct PretextPixels {
  /// Rows × columns × channels of the image.
  let shape: Shape
  private let bytes: UnsafePointer<UInt8>
  private let table: UnsafePointer<Float>
  private let placement: Placement

  init(
    _ bytes: UnsafePointer<UInt8>, shape: Shape, placement: Placement,
    table: UnsafePointer<Float>
  ) {
    self.bytes = bytes
    self.shape = shape
    self.placement = placement
    self.table = table
  }

  /// The value of a pixel.
  ///
  /// - Parameters:
  ///   - row: any; black where there is none.
  ///   - column: any; black where there is none.
  ///   - channel: 0 ..< channels.
  /// - Returns: as the network sees it.
  @inline(__always)
  func value(_ row: Int, _ column: Int, _ channel: Int) -> Float {
    guard row >= 0, row < shape.rows, column >= 0, column < shape.columns else {
      return table[channel &* 256]
    }
    let y = row &+ placement.down
    let x = (placement.flips ? shape.columns &- 1 &- column : column) &+ placement.right
    guard y >= 0, y < shape.rows, x >= 0, x < shape.columns else { return table[channel &* 256] }
    return table[
      channel &* 256 &+ Int(bytes[(y &* shape.columns &+ x) &* shape.channels &+ channel])]
  }

  /// The value between pixels: linear along the row and the column. At a pixel it is the pixel's.
  ///
  /// - Parameters:
  ///   - row: of a place; pixels are at whole numbers, and black where there is none.
  ///   - column: of a place.
  ///   - channel: 0 ..< channels.
  /// - Returns: as the network sees it.
  func value(row: Float, column: Float, _ channel: Int) -> Float {
    let (y, down) = Self.parts(row)
    let (x, right) = Self.parts(column)
    let above = Self.blend(value(y, x, channel), value(y, x &+ 1, channel), right)
    guard down > 0 else { return above }
    let below = Self.blend(value(y &+ 1, x, channel), value(y &+ 1, x &+ 1, channel), right)
    return Self.blend(above, below, down)
  }

  private static func blend(_ first: Float, _ second: Float, _ share: Float) -> Float {
    share > 0 ? first + share * (second - first) : first
  }

  /// The whole number below, and what is left; without a call of the C library.
  private static func parts(_ number: Float) -> (whole: Int, rest: Float) {
    var whole = Int(number)
    if Float(whole) > number { whole -= 1 }
    return (whole, number - Float(whole))
  }

  /// Writes a window of the image.
  ///
  /// - Parameters:
  ///   - row: the window's first row in the image.
  ///   - column: the window's first column in the image.
  ///   - window: the window's shape; as many channels as the image.
  ///   - target: the first value of the first row.
  ///   - rowStride: floats from one row of the target to the next.
  func writeWindow(
    row: Int, column: Int, _ window: Shape, to target: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    for y in 0..<window.rows {
      var to = target + y &* rowStride
      for x in 0..<window.columns {
        for channel in 0..<window.channels {
          to[channel] = value(row &+ y, column &+ x, channel)
        }
        to += window.channels
      }
    }
  }
}

extension PretextImages {
  /// Reads the values of an image, moved as the augmentation moves them in this pass.
  ///
  /// - Parameters:
  ///   - place: in the order of this pass, 0 ..< count.
  ///   - body: what reads.
  func read(at place: Int, _ body: (PretextPixels) -> Void) {
    let placement = placement(at: place)
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        guard let pixels = pixels.baseAddress, let table = table.baseAddress else { return }
        body(
          PretextPixels(
            pixels + number(at: place) * shape.count, shape: shape, placement: placement,
            table: table))
      }
    }
  }

  /// What a channel's values are between.
  ///
  /// - Parameter channel: 0 ..< channels.
  /// - Returns: the value of black, and how far white is above it.
  func range(of channel: Int) -> (black: Float, extent: Float) {
    let black = table[channel * 256]
    return (black, table[channel * 256 + 255] - black)
  }
}
