import Random
import Testing

@testable import Network

@Suite("Backward walks over the gradients' lists")
struct BackwardWalkTests {
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

    /// Offsets as a kernel counts them: `unit` for each pixel.
    func offsets(unit: Int) -> [Int32] {
      offsets.map { $0 / Int32(geometry.channels) * Int32(unit) }
    }

    /// A weight gradient sums its entries in the order of the list; an input gradient, which starts
    /// at `inputStart`, over (output channel, kernel row, group of up to three columns, entry, column).
    func expected(_ inputStart: [Float]) -> (weights: [Float], input: [Float]) {
      var weightSums = weightGradient
      var inputSums = inputStart
      let width = geometry.channels
      for channel in 0..<channels {
        for row in 0..<geometry.kernel {
          for group in stride(from: 0, to: geometry.kernel, by: 3) {
            for entry in 0..<Int(counts[channel]) {
              let slot = channel * capacity + entry
              for column in group..<min(group + 3, geometry.kernel) {
                for c in 0..<width {
                  let tap = (row * geometry.kernel + column) * width + c
                  let place = channel * geometry.fieldSize + tap
                  let partner =
                    Int(offsets[slot]) + row * geometry.rowStride + column * width + c
                  weightSums[place].addProduct(gradients[slot], input[partner])
                  inputSums[partner].addProduct(gradients[slot], weights[place])
                }
              }
            }
          }
        }
      }
      return (weightSums, inputSums)
    }

    func pointwise(
      _ level: CPULevel, wantsInput: Bool
    ) -> (weights: [Float], input: [Float], isIntact: Bool) {
      run { entries, gradients, counts, input, inputGradient, weights, weightGradient in
        KernelSet.level(level).pointwiseBackward(
          entries, gradients, counts, capacity, channels, input,
          wantsInput ? inputGradient : nil, geometry.channels, weights, weightGradient)
      }
    }

    func convolution(
      _ level: CPULevel, wantsInput: Bool
    ) -> (weights: [Float], input: [Float], isIntact: Bool) {
      let pixels = geometry.inputCount / geometry.channels
      let slices = [0, 1].map { _ in Cells([Float](repeating: -9, count: pixels * 16)) }
      let found = run(unit: 16) {
        entries, gradients, counts, input, inputGradient, weights, weightGradient in
        KernelSet.level(level).convolutionBackward(
          entries, gradients, counts, capacity, channels, input,
          wantsInput ? inputGradient : nil, pixels, geometry.columns, geometry.kernel,
          geometry.kernel, geometry.channels, weights, weightGradient, slices[0].pointer,
          slices[1].pointer)
      }
      return (found.weights, found.input, found.isIntact && slices.allSatisfy(\.isIntact))
    }

    private typealias Floats = UnsafeMutablePointer<Float>
    private typealias Integers = UnsafeMutablePointer<Int32>

    private func run(
      unit: Int? = nil,
      _ kernel: (Integers, Floats, Integers, Floats, Floats, Floats, Floats) -> Void
    ) -> (weights: [Float], input: [Float], isIntact: Bool) {
      let entries = Cells(offsets(unit: unit ?? geometry.channels))
      let gradients = Cells(self.gradients)
      let counts = Cells(self.counts)
      let input = Cells(self.input)
      let inputGradient = Cells(self.inputGradient)
      let weights = Cells(self.weights)
      let weightGradient = Cells(self.weightGradient)
      kernel(
        entries.pointer, gradients.pointer, counts.pointer, input.pointer, inputGradient.pointer,
        weights.pointer, weightGradient.pointer)
      let isIntact =
        entries.isIntact && gradients.isIntact && counts.isIntact && input.isIntact
        && weights.isIntact && weightGradient.isIntact && inputGradient.isIntact
      return (weightGradient.values, inputGradient.values, isIntact)
    }
  }

  @Test(
    "Pointwise: both gradients are the documented chains, bit for bit at every level",
    arguments: [1, 4, 10, 15, 16, 17, 32, 33, 48, 64, 80, 112])
  func pointwise(inputChannels: Int) {
    let test = Case(Geometry(kernel: 1, channels: inputChannels, pooled: false))
    let expected = test.expected(test.inputGradient)
    for level in CPULevel.available {
      let both = test.pointwise(level, wantsInput: true)
      #expect(both.weights.bits == expected.weights.bits, "\(level)")
      #expect(both.input.bits == expected.input.bits, "\(level)")
      let only = test.pointwise(level, wantsInput: false)
      #expect(only.weights.bits == expected.weights.bits, "\(level)")
      #expect(only.input == test.inputGradient, "\(level)")
      #expect(both.isIntact && only.isIntact, "\(level)")
    }
  }

  @Test(
    "Convolution: both gradients are the documented chains, bit for bit at every level",
    arguments: [1, 4, 15, 16, 17, 32, 40, 48], [1, 2, 3, 4, 5, 7])
  func convolution(inputChannels: Int, kernel: Int) {
    let test = Case(Geometry(kernel: kernel, channels: inputChannels, pooled: false))
    let zeros = [Float](repeating: 0, count: test.geometry.inputCount)
    let expected = test.expected(zeros)
    for level in CPULevel.available {
      let both = test.convolution(level, wantsInput: true)
      #expect(both.weights.bits == expected.weights.bits, "\(level)")
      #expect(both.input.bits == expected.input.bits, "\(level)")
      let only = test.convolution(level, wantsInput: false)
      #expect(only.weights.bits == expected.weights.bits, "\(level)")
      #expect(only.input == test.inputGradient, "\(level)")
      #expect(both.isIntact && only.isIntact, "\(level)")
    }
  }
}
