@testable import Network

extension Layer {
  static func transposed(
    _ filters: Int, _ kernel: Int, _ stride: Int, _ padding: Padding
  ) -> Layer {
    .transposedConvolution(filters: filters, kernel: kernel, stride: stride, padding: padding)
  }
}

extension PassCase {
  /// Networks that make images larger, and the join of one image.
  static let decoders: [PassCase] = [
    PassCase("upsampling alone before a head", 2, 3, 2, [.upsampling(factor: 2)] + head),
    PassCase(
      "upsampling between convolutions", 4, 3, 1,
      [.conv(17, 2), .relu, .upsampling(factor: 3), .conv(3, 3, 1, .symmetric)] + head),
    PassCase(
      "channels to pixels", 3, 2, 1,
      [.conv(12, 2, 1, .same), .relu, .depthToSpace(factor: 2), .conv(4, 3, 1, .same)] + head),
    PassCase(
      "transposed first", 3, 2, 2, [.transposed(4, 3, 2, .same), .relu] + head),
    PassCase(
      "transposed, kernel 4", 3, 4, 1, [.conv(3, 2), .relu, .transposed(5, 4, 2, .same)] + head),
    PassCase(
      "transposed, stride 1", 3, 4, 1, [.conv(3, 2), .relu, .transposed(5, 3, 1, .same)] + head),
    PassCase(
      "transposed, VALID, stride 3", 3, 3, 1,
      [.conv(3, 2), .relu, .transposed(4, 4, 3, .valid), .relu] + head),
    PassCase(
      "transposed, kernel 1", 3, 3, 1, [.conv(16, 2), .relu, .transposed(4, 1, 2, .valid)] + head),
    PassCase(
      "transposed of one pixel", 1, 1, 6, [.transposed(3, 3, 2, .valid), .relu] + head),
    PassCase(
      "transposed, pooled", 3, 3, 1,
      [.conv(6, 2), .relu, .transposed(5, 3, 2, .same), .relu, .pool(2, 2)] + head),
    PassCase(
      "an encoder and a decoder of whole vectors", 8, 7, 1,
      [
        .conv(16, 3, 2, .same), .relu, .conv(32, 3, 2, .same), .relu,
        .transposed(16, 3, 2, .same), .relu, .upsampling(factor: 2), .conv(2, 3, 1, .same),
      ]),
    PassCase("the join of one image", 4, 4, 1, [.conv(3, 2), .relu, .join, .dense(units: 3)]),
  ]
}
