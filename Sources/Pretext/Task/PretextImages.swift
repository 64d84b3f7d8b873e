public import Network
public import Random

/// The images that a pretext task makes its examples of, in the order of a pass.
public struct PretextImages: Sendable {
  /// The bytes of all images of the set, row-major, one after the other.
  public let pixels: [UInt8]
  /// One class an image of the set; only the control `supervised` looks at them.
  public let labels: [UInt8]
  /// What is known of the images: their shape and number of classes.
  public let subject: PretextSubject
  /// How bytes become values.
  public let scale: PixelValues
  /// The images that the examples are made of.
  public let range: Range<Int>
  /// The images that anything may be learned from beforehand, such as how often a colour occurs: those
  /// that are trained on, also where this is the validation part.
  public let known: Range<Int>
  /// The pass over the examples, from 1; 0 where none has begun.
  public private(set) var epoch = 0
  let table: [Float]
  private let augmenter: Augmenter?
  private var order: [Int]
  private var shuffling: RandomStream?

  /// Some images of a set.
  ///
  /// - Parameters:
  ///   - pixels: all images of the set, row-major, one after the other.
  ///   - labels: one class an image of the set, or none.
  ///   - subject: what is known of them.
  ///   - scale: how bytes become values.
  ///   - range: which of them.
  ///   - known: those that anything may be learned from beforehand; nil for the same.
  ///   - firstImageLast: whether the first image comes last.
  ///   - shuffling: the stream that puts the images in a new order before every epoch; nil keeps it.
  ///   - augmenter: what is done to the images in every epoch; nil leaves them as they are.
  public init(
    pixels: [UInt8], labels: [UInt8] = [], subject: PretextSubject, scale: PixelValues,
    range: Range<Int>, known: Range<Int>? = nil, firstImageLast: Bool = false,
    shuffling: RandomStream? = nil, augmenter: Augmenter? = nil
  ) {
    precondition(
      range.lowerBound >= 0 && range.upperBound * subject.shape.count <= pixels.count,
      "images that exist")
    self.pixels = pixels
    self.labels = labels
    self.subject = subject
    self.scale = scale
    self.range = range
    self.known = known ?? range
    self.augmenter = augmenter
    self.shuffling = shuffling
    order = Array(range)
    if firstImageLast, let first = order.first { order = order.dropFirst() + [first] }
    table = scale.table(channels: subject.shape.channels)
  }

  /// How many images there are.
  public var count: Int { range.count }

  /// The shape of an image.
  public var shape: Shape { subject.shape }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  ///
  /// - Parameter epoch: from 1.
  public mutating func begin(epoch: Int) {
    self.epoch = epoch
    shuffling?.shuffle(&order)
  }

  /// The number in the set of an image.
  ///
  /// - Parameter place: in the order of this pass, 0 ..< count.
  /// - Returns: a number in `range`.
  public func number(at place: Int) -> Int { order[place] }

  /// The stream of what is drawn for an image in this pass.
  ///
  /// - Parameters:
  ///   - streams: of the task's purpose, such as `pretext/jigsaw`.
  ///   - place: in the order of this pass, 0 ..< count.
  /// - Returns: a stream at its beginning; the same whenever it is asked for in this pass.
  public func draws(_ streams: RandomStreams, at place: Int) -> RandomStream {
    streams.stream(UInt64(epoch) << 32 | UInt64(order[place]))
  }

  /// How the pixels of an image move in this pass.
  ///
  /// - Parameter place: in the order of this pass, 0 ..< count.
  /// - Returns: the augmentation's placement; that of an image as it is where there is none.
  public func placement(at place: Int) -> Placement {
    augmenter?.placement(of: order[place], epoch: epoch) ?? Placement()
  }

  /// Writes an image's values.
  ///
  /// - Parameters:
  ///   - place: in the order of this pass, 0 ..< count.
  ///   - turns: quarter turns, counter-clockwise, 0 to 3; square images only.
  ///   - target: the first value of the first row.
  ///   - rowStride: floats from one row of the target to the next.
  public func write(
    at place: Int, turns: Int = 0, to target: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    var placement = placement(at: place)
    placement.turns = turns
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        guard let pixels = pixels.baseAddress, let table = table.baseAddress else { return }
        writeImage(
          pixels + order[place] * shape.count, shape: shape, placement: placement, table: table,
          to: target, rowStride: rowStride)
      }
    }
  }
}
