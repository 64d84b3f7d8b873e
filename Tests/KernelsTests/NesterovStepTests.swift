import Random
import Testing

@testable import Network

@Suite("Nesterov's momentum and weight decay")
struct NesterovStepTests {
  private func start(_ count: Int) -> (weights: [Float], gradients: [[Float]]) {
    var stream = RandomStream(seed: 2, purpose: "optimiser")
    return (stream.values(count), (0..<4).map { _ in stream.values(count) })
  }

  @Test(
    "Nesterov takes its documented single steps, bit for bit at every level",
    arguments: [0, 16, 48])
  func bits(count: Int) {
    let (initial, gradients) = start(count)
    var weights = initial
    var velocity = [Float](repeating: 0, count: count)
    for gradient in gradients {
      for index in 0..<count {
        let g = gradient[index]
        velocity[index] = g.addingProduct(0.9, velocity[index])
        weights[index].addProduct(-0.05, g.addingProduct(0.9, velocity[index]))
      }
    }
    for level in CPULevel.available {
      let found = (weights: Cells(initial), velocity: Cells([Float](repeating: 0, count: count)))
      for gradient in gradients {
        let cells = Cells(gradient)
        KernelSet.level(level).nesterovStep(
          found.weights.pointer, cells.pointer, found.velocity.pointer, count, 0.05, 0.9)
        #expect(cells.values == gradient)
      }
      #expect(found.weights.values.bits == weights.bits, "\(level)")
      #expect(found.velocity.values.bits == velocity.bits, "\(level)")
      #expect(found.weights.isIntact && found.velocity.isIntact)
    }
  }

  @Test("Nesterov follows PyTorch's formula in double precision", arguments: CPULevel.available)
  func formula(level: CPULevel) {
    let (initial, gradients) = start(32)
    let weights = Cells(initial)
    let velocity = Cells([Float](repeating: 0, count: 32))
    // The rate changes: PyTorch's velocity does not remember the old one.
    let rates: [Float] = [0.05, 0.05, 0.01, 0.01]
    for (gradient, rate) in zip(gradients, rates) {
      let cells = Cells(gradient)
      KernelSet.level(level).nesterovStep(
        weights.pointer, cells.pointer, velocity.pointer, 32, rate, 0.9)
      #expect(cells.isIntact)
    }
    for index in 0..<32 {
      var (w, v) = (Double(initial[index]), 0.0)
      for (gradient, rate) in zip(gradients, rates) {
        v = 0.9 * v + Double(gradient[index])
        w -= Double(rate) * (Double(gradient[index]) + 0.9 * v)
      }
      #expect(abs(Double(weights.values[index]) - w) <= 2e-6 * max(1, abs(w)))
    }
  }

  @Test(
    "The penalty adds decay × w once rounded, and AdamW's decay multiplies",
    arguments: CPULevel.available)
  func decay(level: CPULevel) {
    let (initial, gradients) = start(48)
    let weights = Cells(initial)
    let gradient = Cells(gradients[0])
    KernelSet.level(level).addWeightDecay(weights.pointer, gradient.pointer, 48, 5e-4)
    let expected = zip(gradients[0], initial).map { $0.addingProduct(5e-4, $1) }
    #expect(gradient.values.bits == expected.bits)
    #expect(weights.values.bits == initial.bits)
    KernelSet.level(level).scaleWeights(weights.pointer, 48, 0.999)
    #expect(weights.values.bits == initial.map { $0 * 0.999 }.bits)
    #expect(weights.isIntact && gradient.isIntact)
  }
}
