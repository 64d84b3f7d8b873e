import Datasets
import Images
import Network
import Pretext
import Study

/// The pretext task: images at their four rotations.
struct RotationsFigure {
  let study: Study
  let dataset: Dataset

  private static let size = 112.0

  /// The picture; nil without a rotation task.
  var picture: Picture? {
    let samples = samples(3)
    guard !samples.isEmpty else { return nil }
    let first = study.pretextImages.lower
    let last = first + samples.count - 1
    let figure = Figure(
      name: "rotations",
      alternative: "\(samples.count) images of \(dataset.name), each turned by 0, 90, 180 and 270 "
        + "degrees.",
      caption: """
        What the pretext task asks: training images \(first) to \(last) of \(dataset.name), without \
        their labels, turned by 0°, 90°, 180° and 270° counter-clockwise; the network is to tell by \
        how much.
        """)
    return Picture(
      figure: figure, width: 560, height: 40 + 124 * samples.count, script: drawing(samples))
  }

  /// The first images of the rotation task, each turned by 0°, 90°, 180° and 270°; empty without one.
  private func samples(_ count: Int) -> [[[UInt8]]] {
    guard let pretext = study.pretexts.first(where: { $0.task.name == RotationSource.name }),
      pretext.dataset == nil, pretext.task.options.isEmpty
    else { return [] }
    let set = dataset.training
    let shape = Shape(rows: set.rows, columns: set.columns, channels: set.channels)
    let source = RotationSource(
      pixels: set.pixels, images: study.images(of: pretext).indexes.prefix(count), shape: shape,
      scale: .raw, firstImageLast: false)
    let turns = RotationSource.classCount
    return (0..<source.count / turns).map { image in
      (0..<turns).map { turn in
        var pixels = [Float](repeating: 0, count: shape.count)
        pixels.withUnsafeMutableBufferPointer { target in
          guard let target = target.baseAddress else { return }
          source.write(image * turns + turn, to: target, rowStride: shape.columns * shape.channels)
        }
        return pixels.map { UInt8($0) }
      }
    }
  }

  private func drawing(_ samples: [[[UInt8]]]) -> PlotScript {
    var canvas = Canvas(width: 560, height: 40 + 124 * samples.count)
    for (turn, name) in ["0°", "90°", "180°", "270°"].enumerated() {
      let x = 24 + Double(turn) * 134
      canvas.write(name, x + Self.size / 2, 18, .center)
      for (row, sample) in samples.enumerated() where turn < sample.count {
        canvas.image(
          sample[turn], columns: dataset.training.columns, channels: dataset.training.channels, x,
          34 + Double(row) * 124, size: Self.size)
      }
    }
    return canvas.script
  }
}
