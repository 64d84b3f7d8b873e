import Random
import Testing

@testable import Network

@Suite("Gradients of losses")
struct LossGradientTests {
  // 37 examples are a shard of 32 and one of 5; 3 a tile.
  private static let count = 37

  private func reference(_ model: Model) -> ReferenceNetwork {
    ReferenceNetwork(
      architecture: model.architecture, weights: model.weights.map(Double.init))
  }

  @Test("The loss of a test equals the definition in double precision", arguments: LossCase.all)
  func evaluation(_ test: LossCase) throws {
    let model = try test.model()
    let source = TargetSource.random(model.architecture, test.loss, count: Self.count)
    let outputs = reference(model).outputs(
      source.images.map { $0.map(Double.init) }, training: false)
    let expected = test.loss.reference(outputs, source)
    #expect(expected > 0.01)
    #expect(abs(model.evaluate(source).loss - expected) < 3e-5 * max(1, expected))
  }

  @Test("Gradients equal central finite differences in double precision", arguments: LossCase.all)
  func gradient(_ test: LossCase) throws {
    let model = try test.model()
    let start = reference(model)
    let source = TargetSource.random(model.architecture, test.loss, count: Self.count)
    let images = source.images.map { $0.map(Double.init) }
    let trainable = NormalizationTests.isTrainable(model.architecture)
    let gradient = try model.batchGradient(on: source, rate: 1).map(Double.init)
    let largest = zip(gradient, trainable).map { $1 ? abs($0) : 0 }.max() ?? 0
    #expect(largest > 1e-2, "a gradient that is not zero")
    func loss(_ network: ReferenceNetwork) -> Double {
      test.loss.reference(network.outputs(images, training: true), source)
    }
    var reference = start
    let (epsilon, middle) = (1e-6, loss(start))
    var (kinks, checked) = (0, 0)
    let step = gradient.count / 40 | 1
    for index in stride(from: 0, to: gradient.count, by: step) where trainable[index] {
      reference.weights[index] = start.weights[index] + epsilon
      let right = (loss(reference) - middle) / epsilon
      reference.weights[index] = start.weights[index] - epsilon
      let left = (middle - loss(reference)) / epsilon
      reference.weights[index] = start.weights[index]
      if abs(right - left) > 1e-3 * largest {
        kinks += 1
        continue
      }
      checked += 1
      let difference = abs((left + right) / 2 - gradient[index])
      #expect(
        difference < 2e-4 * largest + 1e-6, "weight \(index): \(gradient[index]), not \(left)")
    }
    #expect(kinks * 10 <= checked, "\(kinks) kinks beside \(checked) weights")
  }
}
