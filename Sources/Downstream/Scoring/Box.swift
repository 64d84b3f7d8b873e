/// A box on a square canvas, in fractions of the canvas's side, as a network gives it.
public struct Box: Equatable, Sendable {
  /// The centre, from the left.
  public var centreX: Float
  /// The centre, from the top.
  public var centreY: Float
  /// From the left edge to the right; not above 0 where there is no box.
  public var width: Float
  /// From the upper edge to the lower; not above 0 where there is no box.
  public var height: Float

  /// A box by its centre and size.
  public init(centreX: Float, centreY: Float, width: Float, height: Float) {
    self.centreX = centreX
    self.centreY = centreY
    self.width = width
    self.height = height
  }

  /// The box of some pixels of a canvas: from the outer edge of the first to that of the last.
  init(_ pixels: PixelBox, on canvas: Int) {
    let side = Float(canvas)
    let (top, bottom) = (pixels.rows.lowerBound, pixels.rows.upperBound + 1)
    let (left, right) = (pixels.columns.lowerBound, pixels.columns.upperBound + 1)
    self.init(
      centreX: Float(left + right) / 2 / side, centreY: Float(top + bottom) / 2 / side,
      width: Float(right - left) / side, height: Float(bottom - top) / side)
  }

  /// A box of four values from a place on: centre x, centre y, width, height.
  init(_ values: [Float], at place: Int) {
    self.init(
      centreX: values[place], centreY: values[place + 1], width: values[place + 2],
      height: values[place + 3])
  }

  /// The four values of a target: centre x, centre y, width, height.
  var values: [Float] { [centreX, centreY, width, height] }
}

extension Box {
  /// The part of both boxes' area that they share.
  ///
  /// - Parameter other: another box on the same canvas.
  /// - Returns: intersection / union, from 0 to 1; 0 where neither has an area.
  public func intersectionOverUnion(with other: Box) -> Double {
    let shared =
      Self.overlap(centreX, width, other.centreX, other.width)
      * Self.overlap(centreY, height, other.centreY, other.height)
    let union = area + other.area - shared
    return union > 0 ? shared / union : 0
  }

  private var area: Double { Double(max(width, 0)) * Double(max(height, 0)) }

  /// The length that two intervals share; of equal ones exactly their own.
  private static func overlap(
    _ centre: Float, _ length: Float, _ otherCentre: Float, _ otherLength: Float
  ) -> Double {
    let (length, otherLength) = (Double(max(length, 0)), Double(max(otherLength, 0)))
    let apart = Double(centre) - Double(otherCentre)
    let reach = (length + otherLength) / 2 - (apart < 0 ? -apart : apart)
    return max(0, min(reach, length, otherLength))
  }
}
