import Random
import Testing

@testable import Network

@Suite("Affine backward kernel")
struct AffineBackwardTests {
  private struct Case {
    let geometry: Geometry
    let channels = 3
    let capacity: Int
    let offsets: [Int32]
    let gradients: [Float]
    let counts: [Int32]
    let input: [Float]
    let inputGradient: [Float]
    let weights: [Float]
    let weightGradient: [Float]

    /// Lists with every position, with none, and with some of them twice.
    init(_ geometry: Geometry) {
      var stream = RandomStream(seed: UInt64(geometry.channels), purpose: "backward")
      self.geometry = geometry
      let positions = geometry.positions
      let capacity = positions.count + 1
      self.capacity = capacity
      counts = [Int32(positions.count), 0, 9]
      offsets = (0..<(3 * capacity)).map { slot in
        slot < capacity
          ? positions[slot % positions.count] : positions[stream.integer(below: positions.count)]
      }
      gradients = stream.values(3 * capacity)
      input = stream.values(geometry.inputCount)
      inputGradient = stream.values(geometry.inputCount)
      weights = stream.values(3 * geometry.fieldSize)
      weightGradient = stream.values(3 * geometry.fieldSize)
    }

    /// A weight gradient sums its entries in the order of the list; an input gradient sums over
    /// (output channel, kernel row, kernel column, entry).
    func expected() -> (weights: [Float], input: [Float]) {
      var weightSums = weightGradient
      var inputSums = inputGradient
      for channel in 0..<channels {
        for (index, tap) in geometry.taps.enumerated() {
          let place = channel * geometry.fieldSize + index
          for entry in 0..<Int(counts[channel]) {
            let slot = channel * capacity + entry
            let partner = Int(offsets[slot]) + tap
            weightSums[place].addProduct(gradients[slot], input[partner])
            inputSums[partner].addProduct(gradients[slot], weights[place])
          }
        }
      }
      return (weightSums, inputSums)
    }

    func run(_ level: CPULevel, wantsInput: Bool) -> (weights: [Float], input: [Float], Bool) {
      let offsets = Cells(self.offsets)
      let gradients = Cells(self.gradients)
      let counts = Cells(self.counts)
      let input = Cells(self.input)
      let inputGradient = Cells(self.inputGradient)
      let weights = Cells(self.weights)
      let weightGradient = Cells(self.weightGradient)
      KernelSet.level(level).affineBackward(
        offsets.pointer, gradients.pointer, counts.pointer, capacity, channels, input.pointer,
        wantsInput ? inputGradient.pointer : nil, geometry.kernel, geometry.kernel,
        geometry.channels, geometry.rowStride, weights.pointer, weightGradient.pointer)
      let isIntact =
        offsets.isIntact && gradients.isIntact && counts.isIntact && input.isIntact
        && weights.isIntact && weightGradient.isIntact && inputGradient.isIntact
      return (weightGradient.values, inputGradient.values, isIntact)
    }
  }

  @Test(
    "Both gradients are the documented chains, bit for bit at every level",
    arguments: [1, 4, 10, 15, 16, 17, 32, 33, 48, 64, 80], [1, 3])
  func chains(inputChannels: Int, kernel: Int) {
    let test = Case(Geometry(kernel: kernel, channels: inputChannels, pooled: false))
    let expected = test.expected()
    for level in CPULevel.available {
      let both = test.run(level, wantsInput: true)
      #expect(both.weights.bits == expected.weights.bits, "\(level)")
      #expect(both.input.bits == expected.input.bits, "\(level)")
      #expect(both.2, "\(level)")
      let only = test.run(level, wantsInput: false)
      #expect(only.weights.bits == expected.weights.bits, "\(level)")
      #expect(only.input == test.inputGradient, "\(level)")
      #expect(only.2, "\(level)")
    }
  }

  /// One chain a weight; within an input element, several taps meet: the reference above visits the
  /// input channels of a tap one after the other, which reorders nothing inside a chain.
  @Test("Kernel 5 on a single input channel", arguments: CPULevel.available)
  func kernelFive(level: CPULevel) {
    let test = Case(Geometry(kernel: 5, channels: 1, pooled: false))
    let found = test.run(level, wantsInput: true)
    let expected = test.expected()
    #expect(found.weights.bits == expected.weights.bits)
    #expect(found.input.bits == expected.input.bits)
  }
}
