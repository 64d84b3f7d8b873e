import Network
import Testing

@Suite("Refused architectures")
struct ArchitectureErrorTests {
  struct Refusal: Sendable {
    let layers: [Layer]
    let message: String
  }

  /// On images of 6×5×2.
  static let refusals = [
    Refusal(
      layers: [.dense(units: 3)],
      message:
        "layer 1: a dense layer needs a flat input, not 6×5×2; put a flatten layer before it"),
    Refusal(
      layers: [.relu, .maxPooling(size: 2, stride: 2), .dense(units: 3)],
      message:
        "layer 3: a dense layer needs a flat input, not 3×2×2; put a flatten layer before it"),
    Refusal(
      layers: [.flatten, .dense(units: 0)], message: "layer 2: a dense layer needs at least 1 unit"
    ),
    Refusal(
      layers: [.convolution(filters: 0, kernel: 3, stride: 1, padding: .same)],
      message: "layer 1: a convolution needs at least 1 filter"),
    Refusal(
      layers: [.convolution(filters: 4, kernel: 0, stride: 1, padding: .same)],
      message: "layer 1: kernel and stride must be at least 1"),
    Refusal(
      layers: [.convolution(filters: 4, kernel: 3, stride: 0, padding: .valid)],
      message: "layer 1: kernel and stride must be at least 1"),
    Refusal(
      layers: [.maxPooling(size: 0, stride: 1)],
      message: "layer 1: size and stride must be at least 1"),
    Refusal(
      layers: [.maxPooling(size: 2, stride: -1)],
      message: "layer 1: size and stride must be at least 1"),
    Refusal(
      layers: [.convolution(filters: 4, kernel: 6, stride: 1, padding: .valid)],
      message: "layer 1: nothing is left of an input of 6×5×2; "
        + "use a smaller window or fewer layers"),
    Refusal(
      layers: [.maxPooling(size: 2, stride: 2), .relu, .maxPooling(size: 3, stride: 1)],
      message: "layer 3: nothing is left of an input of 3×2×2; "
        + "use a smaller window or fewer layers"),
    Refusal(
      layers: [.flatten, .relu, .convolution(filters: 4, kernel: 3, stride: 1, padding: .same)],
      message: "layer 3: Conv2D 4, 3×3, stride 1, same needs rows and columns, which a flatten or "
        + "join layer has removed; put it before that layer"),
    Refusal(
      layers: [.join, .upsampling(factor: 2)],
      message: "layer 2: UpSampling 2×2 needs rows and columns, which a flatten or join layer has "
        + "removed; put it before that layer"),
    Refusal(
      layers: [
        .flatten, .transposedConvolution(filters: 4, kernel: 3, stride: 2, padding: .same),
      ],
      message: "layer 2: Conv2DTranspose 4, 3×3, stride 2, same needs rows and columns, which a "
        + "flatten or join layer has removed; put it before that layer"),
    Refusal(
      layers: [.join, .relu, .join],
      message: "layer 3: the images of an example are joined already; leave this join out"),
    Refusal(
      layers: [.depthToSpace(factor: 2)],
      message: "layer 1: 2 channels are no 2×2 pixels; use a multiple of 4"),
    Refusal(
      layers: [.upsampling(factor: 0)],
      message: "layer 1: the factor of an upsampling must be at least 1"),
    Refusal(
      layers: [.transposedConvolution(filters: 4, kernel: 3, stride: 2, padding: .symmetric)],
      message: "layer 1: a transposed convolution has no padding symmetric, since no output size "
        + "follows from it; use same or valid"),
    Refusal(
      layers: [.transposedConvolution(filters: 0, kernel: 3, stride: 2, padding: .same)],
      message: "layer 1: a convolution needs at least 1 filter"),
    Refusal(
      layers: [.transposedConvolution(filters: 4, kernel: 3, stride: 0, padding: .same)],
      message: "layer 1: kernel and stride must be at least 1"),
  ]

  @Test("A layer that does not fit is named with the rule and the remedy", arguments: refusals)
  func refusal(_ refusal: Refusal) {
    let error = #expect(throws: NetworkError.self) {
      try Architecture(input: Shape(rows: 6, columns: 5, channels: 2), layers: refusal.layers)
    }
    #expect(error?.description == refusal.message)
  }

  @Test(
    "Every other error is one line with its remedy",
    arguments: [
      (
        NetworkError.diverged(update: 12),
        "training diverged: the loss is not finite after update 12; "
          + "lower the learning rate or scale the pixels"
      ),
      (.interrupted, "training was interrupted"),
      (
        .weightCount(expected: 5, found: 7),
        "the network has 5 weights, the file holds 7; it belongs to another network"
      ),
    ])
  func otherErrors(error: NetworkError, message: String) {
    #expect(error.description == message)
  }
}
