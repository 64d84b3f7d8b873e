import Testing

@testable import Network

/// A network with a loss.
struct LossCase: Sendable, CustomTestStringConvertible {
  let name: String
  let loss: Loss
  let input: Shape
  let branches: Int
  let layers: [Layer]

  init(
    _ name: String, _ loss: Loss, _ rows: Int, _ columns: Int, _ channels: Int, branches: Int = 1,
    _ layers: [Layer]
  ) {
    self.name = name
    self.loss = loss
    input = Shape(rows: rows, columns: columns, channels: channels)
    self.branches = branches
    self.layers = layers
  }

  var testDescription: String { name }

  func architecture() throws -> Architecture {
    try Architecture(input: input, branches: branches, layers: layers)
  }

  func model(
    level: CPULevel = .best, tile: Int = 3, threads: ThreadShare = ThreadShare(1)
  ) throws -> Model {
    let model = try Model.random(
      architecture(), level: level, tile: tile, threads: threads, loss: loss)
    try model.makeVariancesSensible()
    return model
  }
}

extension LossCase {
  private static let image: [Layer] = [.conv(5, 3, 1, .same), .relu, .conv(3, 2, 1, .same)]
  private static let dense: [Layer] = [.conv(4, 3), .relu, .flatten, .dense(units: 6)]

  static let all: [LossCase] =
    [
      LossCase("classes", .crossEntropy, 5, 4, 1, dense),
      LossCase("squared error of a vector", .meanSquaredError, 5, 4, 1, dense),
      LossCase("squared error of an image", .meanSquaredError, 5, 4, 2, image),
      LossCase(
        "squared error, normalised", .meanSquaredError, 4, 5, 1,
        [.conv(17, 2), .norm, .relu, .conv(1, 2)]),
      LossCase("pixels", .pixelCrossEntropy, 4, 5, 1, image),
      LossCase(
        "pixels, normalised, of 17 classes", .pixelCrossEntropy, 3, 4, 1,
        [.conv(6, 2), .norm, .relu, .conv(17, 1)]),
      LossCase("box", .classAndBox(boxWeight: 2.5), 5, 4, 1, dense),
      LossCase(
        "box, normalised", .classAndBox(boxWeight: 0.5), 1, 1, 9,
        [.dense(units: 8), .norm, .relu, .dense(units: 21)]),
      LossCase(
        "pseudo-labels", .pseudoLabels(threshold: 0.4, weight: 0.7, rampUp: 0), 5, 4, 1, dense),
      LossCase(
        "pseudo-labels, normalised", .pseudoLabels(threshold: 0.3, weight: 2, rampUp: 0), 1, 1, 7,
        [.dense(units: 8), .norm, .relu, .dense(units: 5)]),
      LossCase("contrast", .contrastive(temperature: 0.5), 5, 4, 1, branches: 2, dense),
      LossCase("contrast of images", .contrastive(temperature: 0.2), 4, 3, 2, branches: 2, image),
      LossCase(
        "contrast, normalised", .contrastive(temperature: 0.1), 5, 4, 1, branches: 2,
        [
          .conv(6, 3), .norm, .relu, .flatten, .dense(units: 18), .norm, .relu, .dense(units: 17),
        ]),
    ] + layers

  /// Those of decoders and of examples of several images.
  static let layers: [LossCase] = [
    LossCase(
      "upsampling", .meanSquaredError, 3, 2, 1,
      [.conv(3, 2, 1, .same), .relu, .upsampling(factor: 2), .conv(2, 3, 1, .same)]),
    LossCase(
      "channels to pixels at the end", .meanSquaredError, 2, 3, 1,
      [.conv(16, 2, 1, .same), .relu, .conv(9, 1), .depthToSpace(factor: 3)]),
    LossCase(
      "upsampling at the end", .pixelCrossEntropy, 2, 3, 1,
      [.conv(4, 2, 1, .same), .upsampling(factor: 3)]),
    LossCase(
      "transposed, same", .meanSquaredError, 3, 4, 1,
      [.conv(5, 2), .relu, .transposed(3, 3, 2, .same)]
    ),
    LossCase(
      "transposed, valid", .pixelCrossEntropy, 3, 3, 2,
      [
        .conv(16, 2), .relu,
        .transposed(4, 3, 2, .valid), .relu,
        .transposed(3, 2, 1, .valid),
      ]),
    LossCase(
      "transposed first, kernel below the stride", .meanSquaredError, 2, 3, 2,
      [.transposed(2, 2, 3, .same)]),
    LossCase(
      "transposed, normalised", .meanSquaredError, 4, 4, 1,
      [
        .conv(6, 3, 2, .same), .norm, .relu,
        .transposed(7, 3, 2, .same), .norm, .relu,
        .conv(1, 3, 1, .same),
      ]),
    LossCase(
      "an encoder and a decoder of whole vectors", .meanSquaredError, 8, 7, 1,
      [
        .conv(16, 3, 2, .same), .relu, .transposed(16, 3, 2, .same), .relu, .conv(1, 3, 1, .same),
      ]),
    LossCase(
      "joined at once", .crossEntropy, 2, 3, 1, branches: 2,
      [.join, .dense(units: 16), .relu, .dense(units: 3)]),
    LossCase(
      "the output is joined", .crossEntropy, 4, 3, 1, branches: 3,
      [.conv(2, 2), .relu, .flatten, .dense(units: 2), .join]),
    LossCase(
      "ReLU behind the join", .meanSquaredError, 4, 3, 1, branches: 2,
      [.conv(3, 2), .join, .relu, .dense(units: 5)]),
    LossCase(
      "two images joined", .crossEntropy, 5, 4, 1, branches: 2,
      [.conv(4, 3), .relu, .join, .dense(units: 7), .relu, .dense(units: 3)]),
    LossCase(
      "nine images joined after a pool", .crossEntropy, 5, 5, 1, branches: 9,
      [.conv(3, 2), .relu, .maxPooling(size: 2, stride: 2), .join, .dense(units: 4)]),
    LossCase(
      "joined, normalised before and behind", .crossEntropy, 4, 4, 1, branches: 3,
      [
        .conv(5, 3), .norm, .relu, .flatten, .dense(units: 6), .join, .dense(units: 8), .norm,
        .relu,
        .dense(units: 3),
      ]),
  ]
}
