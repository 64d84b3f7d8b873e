import Random

/// How training images are changed at random, anew in every epoch.
public struct Augmentation: Equatable, Sendable {
  /// An image is framed by so many black pixels and cut back to its size at a random place; 0 is none.
  public var crop: Int
  /// Whether an image is seen in a mirror, left and right exchanged, every other time.
  public var flips: Bool

  /// What is changed.
  ///
  /// - Parameters:
  ///   - crop: pixels around an image, at least 0.
  ///   - flips: whether images are mirrored.
  public init(crop: Int, flips: Bool) {
    self.crop = crop
    self.flips = flips
  }
}

/// Draws what is done to an image: a function of the seed, the purpose, the epoch and the image's
/// number, and of nothing that was drawn before.
public struct Augmenter: Sendable {
  private let augmentation: Augmentation
  private let seed: UInt64
  // Made once: a training step allocates nothing.
  private let cropPurpose: String
  private let flipPurpose: String

  /// The draws for one training.
  ///
  /// - Parameters:
  ///   - augmentation: what is changed.
  ///   - seed: the repetition's seed.
  ///   - purpose: what the images are for, such as `"downstream"`.
  public init(_ augmentation: Augmentation, seed: UInt64, purpose: String) {
    self.augmentation = augmentation
    self.seed = seed
    cropPurpose = "augment/\(purpose)/crop"
    flipPurpose = "augment/\(purpose)/flip"
  }

  /// What is done to an image in an epoch.
  ///
  /// - Parameters:
  ///   - image: its number in the data set, below 2³².
  ///   - epoch: from 1.
  /// - Returns: how its pixels move.
  public func placement(of image: Int, epoch: Int) -> Placement {
    let index = UInt64(epoch) << 32 | UInt64(image)
    var placement = Placement()
    if augmentation.crop > 0 {
      var stream = RandomStream(seed: seed, purpose: cropPurpose, index: index)
      let places = 2 * augmentation.crop + 1
      placement.down = stream.integer(below: places) - augmentation.crop
      placement.right = stream.integer(below: places) - augmentation.crop
    }
    if augmentation.flips {
      var stream = RandomStream(seed: seed, purpose: flipPurpose, index: index)
      placement.flips = stream.integer(below: 2) == 1
    }
    return placement
  }
}

/// How the pixels of an image move: it is cut out elsewhere, then mirrored, then turned.
public struct Placement: Equatable, Sendable {
  /// Rows by which the window is moved down; what it sees outside the image is black.
  public var down = 0
  /// Columns by which the window is moved to the right.
  public var right = 0
  /// Whether left and right are exchanged.
  public var flips = false
  /// Quarter turns, counter-clockwise, as `numpy.rot90` turns; 0 to 3.
  public var turns = 0

  /// An image as it is.
  public init() {}

  /// The pixel of the image that comes to a place, which may lie outside.
  ///
  /// - Parameters:
  ///   - row: of the target.
  ///   - column: of the target.
  ///   - shape: of the image; square where it is turned.
  /// - Returns: row and column in the image.
  func origin(row: Int, column: Int, shape: Shape) -> (row: Int, column: Int) {
    let last = (row: shape.rows - 1, column: shape.columns - 1)
    let (y, x): (Int, Int) =
      switch turns {
      case 0: (row, column)
      case 1: (column, last.column - row)
      case 2: (last.row - row, last.column - column)
      default: (last.row - column, row)
      }
    return (y + down, (flips ? last.column - x : x) + right)
  }
}

/// Writes an image's values, every pixel where a placement puts it.
///
/// - Parameters:
///   - pixels: the bytes of the image, rows × columns × channels.
///   - shape: of the image; square where it is turned.
///   - placement: how the pixels move.
///   - table: channels × 256 values.
///   - target: the first value of the first row.
///   - rowStride: floats from one row of the target to the next.
public func writeImage(
  _ pixels: UnsafePointer<UInt8>, shape: Shape, placement: Placement,
  table: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, rowStride: Int
) {
  let path = PixelPath(placement, shape)
  let isWhole = placement.down == 0 && placement.right == 0
  if isWhole && shape.channels == 1 {
    path.writeGrey(pixels, table, target, rowStride)
  } else {
    path.write(pixels, isWhole: isWhole, table, target, rowStride)
  }
}

/// Visits the places of a target in the order row, column, with the pixel that a placement puts there.
///
/// - Parameters:
///   - pixels: the bytes of the image, rows × columns × channels.
///   - shape: of the image; square where it is turned.
///   - placement: how the pixels move.
///   - body: called with a row, a column and the first byte of the pixel there; nil is black.
public func visitImage(
  _ pixels: UnsafePointer<UInt8>, shape: Shape, placement: Placement,
  _ body: (_ row: Int, _ column: Int, _ pixel: UnsafePointer<UInt8>?) -> Void
) {
  PixelPath(placement, shape).visit(pixels, body)
}

/// Where the pixels of a target come from. Mirrors and turns keep straight lines: the pixel behind a
/// place is reached in equal steps.
private struct PixelPath {
  let shape: Shape
  /// The pixel behind the first place, and the steps from there along the target's columns and rows.
  let first: (row: Int, column: Int)
  let down: (row: Int, column: Int)
  let right: (row: Int, column: Int)
  /// Bytes from the pixel behind a place to that behind the next of its row.
  let step: Int

  init(_ placement: Placement, _ shape: Shape) {
    self.shape = shape
    first = placement.origin(row: 0, column: 0, shape: shape)
    let below = placement.origin(row: 1, column: 0, shape: shape)
    let beside = placement.origin(row: 0, column: 1, shape: shape)
    down = (below.row - first.row, below.column - first.column)
    right = (beside.row - first.row, beside.column - first.column)
    step = (right.row &* shape.columns &+ right.column) &* shape.channels
  }

  /// One channel, no place outside.
  func writeGrey(
    _ pixels: UnsafePointer<UInt8>, _ table: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>, _ rowStride: Int
  ) {
    for row in 0..<shape.rows {
      let to = target + row &* rowStride
      let y = first.row &+ row &* down.row
      var from = y &* shape.columns &+ first.column &+ row &* down.column
      for column in 0..<shape.columns {
        to[column] = table[Int(pixels[from])]
        from &+= step
      }
    }
  }

  func visit(
    _ pixels: UnsafePointer<UInt8>, _ body: (Int, Int, UnsafePointer<UInt8>?) -> Void
  ) {
    for row in 0..<shape.rows {
      var y = first.row &+ row &* down.row
      var x = first.column &+ row &* down.column
      for column in 0..<shape.columns {
        let isInside = y >= 0 && y < shape.rows && x >= 0 && x < shape.columns
        let from = (y &* shape.columns &+ x) &* shape.channels
        body(row, column, isInside ? pixels + from : nil)
        y &+= right.row
        x &+= right.column
      }
    }
  }

  func write(
    _ pixels: UnsafePointer<UInt8>, isWhole: Bool, _ table: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>, _ rowStride: Int
  ) {
    for row in 0..<shape.rows {
      var to = target + row &* rowStride
      var y = first.row &+ row &* down.row
      var x = first.column &+ row &* down.column
      var from = (y &* shape.columns &+ x) &* shape.channels
      for _ in 0..<shape.columns {
        let isInside = isWhole || (y >= 0 && y < shape.rows && x >= 0 && x < shape.columns)
        for channel in 0..<shape.channels {
          let byte = isInside ? Int(pixels[from &+ channel]) : 0
          to[channel] = table[channel &* 256 &+ byte]
        }
        to += shape.channels
        from &+= step
        y &+= right.row
        x &+= right.column
      }
    }
  }
}
