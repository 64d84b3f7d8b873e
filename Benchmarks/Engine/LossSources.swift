import Images
import Network
import Pretext

/// Two rotations of an image as one example.
struct RotatedPairs: ExampleSource {
  let rotations: RotationSource

  var count: Int { rotations.count / 2 }
  var branches: Int { 2 }
  var shape: Shape { rotations.shape }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    rotations.write(image, to: target, rowStride: rowStride)
  }
}

/// Rotated images that are their own targets.
struct Reconstruction: ExampleSource {
  let rotations: RotationSource

  var count: Int { rotations.count }
  var shape: Shape { rotations.shape }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    rotations.write(image, to: target, rowStride: rowStride)
  }

  func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    rotations.write(index, to: values, rowStride: shape.columns * shape.channels)
  }
}

extension Workload<RotatedPairs> {
  /// Half as many examples as the pretext has, in batches of 96: as many images a step, and as many
  /// steps. Normalised over the batch, and compared over it.
  static func contrastive(_ options: BenchmarkOptions, _ set: ImageSet) throws -> Self {
    let layers: [Layer] = regularized(encoder(options.filters)) + [.flatten, .dense(units: 64)]
    return Self(
      name: "contrastive",
      architecture: try Architecture(input: set.shape, branches: 2, layers: layers),
      source: RotatedPairs(rotations: rotations(options, set)), validation: nil,
      training: adam(options, batchSize: 96), loss: .contrastive(temperature: 0.5))
  }
}

extension Workload<Reconstruction> {
  /// Every image by two convolutions at its own size, in the batches of the pretext.
  static func reconstruction(_ options: BenchmarkOptions, _ set: ImageSet) throws -> Self {
    let layers: [Layer] = [
      .convolution(filters: options.filters, kernel: 3, stride: 1, padding: .same), .relu,
      .convolution(filters: set.channels, kernel: 3, stride: 1, padding: .same),
    ]
    return Self(
      name: "reconstruction", architecture: try Architecture(input: set.shape, layers: layers),
      source: Reconstruction(rotations: rotations(options, set)), validation: nil,
      training: adam(options, batchSize: 192), loss: .meanSquaredError)
  }
}

private func rotations(_ options: BenchmarkOptions, _ set: ImageSet) -> RotationSource {
  RotationSource(
    pixels: set.pixels, images: 0..<options.images, shape: set.shape, scale: .unit,
    firstImageLast: true)
}

private func adam(_ options: BenchmarkOptions, batchSize: Int) -> Training {
  Training(
    optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
    batchSize: batchSize, shuffles: false, length: .epochs(1 + options.epochs))
}
