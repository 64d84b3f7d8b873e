import Random
import Testing

@testable import Network

@Suite("Optimiser kernels")
struct OptimizerKernelTests {
  private struct Moments: Equatable {
    var weights: [Float]
    var first: [Float]
    var second: [Float]
  }

  private func start(_ count: Int) -> (state: Moments, gradients: [[Float]]) {
    var stream = RandomStream(seed: 1, purpose: "optimiser")
    let weights = stream.values(count)
    let zeros = [Float](repeating: 0, count: count)
    let gradients = (0..<4).map { _ in stream.values(count) }
    return (Moments(weights: weights, first: zeros, second: zeros), gradients)
  }

  static let beta1: Float = 0.9
  static let beta2: Float = 0.999
  static let epsilon: Float = 1e-7

  private func adam(_ level: CPULevel, _ count: Int) -> Moments {
    let (state, gradients) = start(count)
    let weights = Cells(state.weights)
    let first = Cells(state.first)
    let second = Cells(state.second)
    for (step, gradient) in gradients.enumerated() {
      let cells = Cells(gradient)
      KernelSet.level(level).adamStep(
        weights.pointer, cells.pointer, first.pointer, second.pointer, count, size(step),
        Self.beta1, Self.beta2, Self.epsilon)
      #expect(cells.values == gradient)
    }
    #expect(weights.isIntact && first.isIntact && second.isIntact)
    return Moments(weights: weights.values, first: first.values, second: second.values)
  }

  /// Any step size will do here; the engine's is tested with the trajectories.
  private func size(_ step: Int) -> Float { 0.01 / Float(step + 1) }

  @Test(
    "Adam takes its documented single steps, bit for bit at every level", arguments: [0, 16, 48])
  func adamBits(count: Int) {
    let (state, gradients) = start(count)
    var expected = state
    for (step, gradient) in gradients.enumerated() {
      for index in 0..<count {
        let g = gradient[index]
        let m = expected.first[index].addingProduct(g - expected.first[index], 1 - Self.beta1)
        let square = g * g
        let v = expected.second[index].addingProduct(
          square - expected.second[index], 1 - Self.beta2)
        expected.first[index] = m
        expected.second[index] = v
        expected.weights[index] -= m * size(step) / (v.squareRoot() + Self.epsilon)
      }
    }
    for level in CPULevel.available {
      let found = adam(level, count)
      #expect(found.weights.bits == expected.weights.bits, "\(level)")
      #expect(found.first.bits == expected.first.bits, "\(level)")
      #expect(found.second.bits == expected.second.bits, "\(level)")
    }
  }

  @Test("Adam follows Keras' formula in double precision", arguments: CPULevel.available)
  func adamFormula(level: CPULevel) {
    let (state, gradients) = start(48)
    let found = adam(level, 48)
    for index in 0..<48 {
      var (w, m, v) = (Double(state.weights[index]), 0.0, 0.0)
      for (step, gradient) in gradients.enumerated() {
        let g = Double(gradient[index])
        m = Double(Self.beta1) * m + (1 - Double(Self.beta1)) * g
        v = Double(Self.beta2) * v + (1 - Double(Self.beta2)) * g * g
        w -= Double(size(step)) * m / (v.squareRoot() + Double(Self.epsilon))
      }
      #expect(abs(Double(found.weights[index]) - w) <= 2e-6 * max(1, abs(w)))
    }
  }

  @Test("A parameter without a gradient stays where it is", arguments: CPULevel.available)
  func adamAtRest(level: CPULevel) {
    let weights = Cells((0..<16).map { Float($0) - 3 })
    let zeros = (0..<3).map { _ in Cells([Float](repeating: 0, count: 16)) }
    KernelSet.level(level).adamStep(
      weights.pointer, zeros[0].pointer, zeros[1].pointer, zeros[2].pointer, 16, 0.1, 0.9, 0.999,
      1e-7)
    #expect(weights.values == (0..<16).map { Float($0) - 3 })
    #expect(zeros.flatMap(\.values) == [Float](repeating: 0, count: 48))
  }

  @Test(
    "Momentum takes its documented single steps, bit for bit at every level",
    arguments: [0, 16, 48],
    [0, 0.9] as [Float])
  func momentumBits(count: Int, momentum: Float) {
    let (state, gradients) = start(count)
    var expected = state
    for gradient in gradients {
      for index in 0..<count {
        let kept = momentum * expected.first[index]
        expected.first[index] = kept.addingProduct(gradient[index], -0.05)
        expected.weights[index] += expected.first[index]
      }
    }
    for level in CPULevel.available {
      let weights = Cells(state.weights)
      let velocity = Cells(state.first)
      for gradient in gradients {
        let cells = Cells(gradient)
        KernelSet.level(level).momentumStep(
          weights.pointer, cells.pointer, velocity.pointer, count, 0.05, momentum)
        #expect(cells.values == gradient)
      }
      #expect(weights.values.bits == expected.weights.bits, "\(level)")
      #expect(velocity.values.bits == expected.first.bits, "\(level)")
      #expect(weights.isIntact && velocity.isIntact)
    }
  }

  @Test("Momentum follows Keras' formula in double precision", arguments: CPULevel.available)
  func momentumFormula(level: CPULevel) {
    let (state, gradients) = start(32)
    let weights = Cells(state.weights)
    let velocity = Cells(state.first)
    for gradient in gradients {
      let cells = Cells(gradient)
      KernelSet.level(level).momentumStep(
        weights.pointer, cells.pointer, velocity.pointer, 32, 0.05, 0.9)
      #expect(cells.isIntact)
    }
    for index in 0..<32 {
      var (w, m) = (Double(state.weights[index]), 0.0)
      for gradient in gradients {
        m = 0.9 * m - 0.05 * Double(gradient[index])
        w += m
      }
      #expect(abs(Double(weights.values[index]) - w) <= 2e-6 * max(1, abs(w)))
    }
  }
}
