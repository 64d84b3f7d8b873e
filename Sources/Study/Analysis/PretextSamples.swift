public import Datasets
import Images
import Network
import Pretext

extension Study {
  /// The first images of the pretext as its task shows them: each turned by 0°, 90°, 180° and 270°.
  ///
  /// - Parameters:
  ///   - count: at most how many images.
  ///   - dataset: the study's data.
  /// - Returns: **shape** (images × 4 × rows × columns × channels), bytes; empty without a pretext.
  public func rotatedSamples(_ count: Int, of dataset: Dataset) -> [[[UInt8]]] {
    let set = dataset.training
    let images = pretextImages.indexes.prefix(count)
    guard needsPretext, set.rows == set.columns, images.upperBound <= set.count else { return [] }
    let shape = Shape(rows: set.rows, columns: set.columns, channels: set.channels)
    let source = RotationSource(
      pixels: set.pixels, images: images, shape: shape, scale: .raw, firstImageLast: false)
    return images.indices.map { image in
      (0..<RotationSource.classCount).map { turn in
        var pixels = [Float](repeating: 0, count: shape.count)
        let example = (image - images.startIndex) * RotationSource.classCount + turn
        pixels.withUnsafeMutableBufferPointer { target in
          guard let target = target.baseAddress else { return }
          source.write(example, to: target, rowStride: shape.columns * shape.channels)
        }
        return pixels.map { UInt8($0) }
      }
    }
  }
}
