public import Network

/// A digit on a canvas among clutter: small cut-outs of other images of the same part.
///
/// Bytes do not cover, the brighter of two is seen: so no frame around the digit hides clutter.
///
/// Reference: V. Mnih, N. Heess, A. Graves, K. Kavukcuoglu, "Recurrent Models of Visual Attention",
/// NIPS 2014, arXiv:1406.6247, whose cluttered digits lie on canvases of 60 × 60 and larger.
public struct SceneLayout: Equatable, Sendable {
  /// Rows, and columns, of the canvas.
  public var canvas: Int
  /// How many cut-outs there are.
  public var clutter: Int
  /// Rows, and columns, of a cut-out.
  public var pieceSize: Int
  /// Bytes below this count as black: else a frame of an image's noise would tell where it is.
  public var floor: Int

  /// A layout.
  ///
  /// - Parameters:
  ///   - canvas: rows, and columns, of the canvas; at least those of an image.
  ///   - clutter: how many cut-outs there are.
  ///   - pieceSize: rows, and columns, of a cut-out.
  ///   - floor: the darkest byte that is seen.
  public init(canvas: Int = 40, clutter: Int = 8, pieceSize: Int = 8, floor: Int = 64) {
    self.canvas = canvas
    self.clutter = clutter
    self.pieceSize = pieceSize
    self.floor = floor
  }

  /// The largest canvas.
  public static let largestCanvas = 256
  /// The most cut-outs.
  public static let mostClutter = 1000

  /// The canvas's shape.
  public var shape: Shape { Shape(rows: canvas, columns: canvas, channels: 1) }

  func problem(with image: Shape) -> String? {
    guard image.channels == 1 else {
      return "images of \(image) have no ink, which is where a grey image is bright; "
        + "use images with one channel"
    }
    let side = max(image.rows, image.columns)
    guard side <= Self.largestCanvas else {
      return "images of \(image) do not fit the largest canvas of \(Self.largestCanvas); "
        + "use smaller images"
    }
    guard canvas >= side, canvas <= Self.largestCanvas else {
      return "a canvas of \(canvas) does not suit images of \(image); "
        + "use \(side) to \(Self.largestCanvas)"
    }
    guard clutter >= 0, clutter <= Self.mostClutter else {
      return "\(clutter) pieces of clutter are too few or too many; use 0 to \(Self.mostClutter)"
    }
    let largestPiece = min(image.rows, image.columns)
    guard pieceSize >= 1, pieceSize <= largestPiece else {
      return "a piece of \(pieceSize) cannot be cut out of images of \(image); "
        + "use 1 to \(largestPiece)"
    }
    guard floor >= 0, floor <= 255 else {
      return "a floor of \(floor) is no byte; use 0 to 255"
    }
    return nil
  }
}
