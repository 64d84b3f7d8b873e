import Network
import Synchronization

/// Examples seen through a frozen encoder: what its inputs are may change from one epoch to the next,
/// so the features are computed on the spot.
///
/// Several threads may write at once: each takes an encoder of its own, made when there is none left.
struct EncodedSource<Base: ExampleSource>: ExampleSource {
  private var base: Base
  private let encoders: EncoderPool
  let shape: Shape

  /// Examples through an encoder.
  ///
  /// - Parameters:
  ///   - base: the examples that the encoder sees.
  ///   - shape: of the encoder's output.
  ///   - make: makes the encoder, with its weights.
  init(_ base: Base, shape: Shape, _ make: @escaping @Sendable () -> Model) {
    self.base = base
    self.shape = shape
    encoders = EncoderPool(make)
  }

  var count: Int { base.count }

  func label(_ index: Int) -> Int { base.label(index) }

  func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    base.writeTarget(index, to: values, weights: weights)
  }

  mutating func begin(epoch: Int) { base.begin(epoch: epoch) }

  func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let encoder = encoders.take()
    encoder.model.writeFeatures(of: base, at: index, to: target, rowStride: rowStride)
    encoders.put(back: encoder)
  }
}

/// Encoders of the same weights, of which one thread at a time uses each.
private final class EncoderPool: Sendable {
  /// Handed from thread to thread, never shared.
  struct Encoder: @unchecked Sendable {
    let model: Model
  }

  private let idle: Mutex<[Encoder]>
  private let make: @Sendable () -> Model

  init(_ make: @escaping @Sendable () -> Model) {
    self.make = make
    idle = Mutex([])
  }

  func take() -> Encoder {
    idle.withLock { $0.popLast() } ?? Encoder(model: make())
  }

  func put(back encoder: Encoder) { idle.withLock { $0.append(encoder) } }
}
