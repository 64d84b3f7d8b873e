import Random
import Testing

@testable import Network

@Suite("Dense backward kernels")
struct DenseBackwardTests {
  @Test(
    "Masked gradients and the bias are sums over windows, bit for bit at every level",
    arguments: [1, 15, 16, 17, 40], [false, true])
  func masks(channels: Int, rectified: Bool) {
    let geometry = Geometry(kernel: 1, channels: 1, pooled: false)
    let count = geometry.windowCount * (channels + 2)
    var stream = RandomStream(seed: 5, purpose: "dense")
    let gradient = stream.values(count)
    let output = stream.values(count, coarse: true)
    let bias = stream.values(channels)
    let places = geometry.outputOffsets(channels: channels)
    let targets = (0..<geometry.windowCount).map { Int32($0 * channels) }
    var expected: [Float] = []
    var sums = bias
    for place in places {
      for channel in 0..<channels {
        let index = Int(place) + channel
        let value = rectified && !(output[index] > 0) ? 0 : gradient[index]
        expected.append(value)
        sums[channel] += value
      }
    }
    for level in CPULevel.available {
      let found = Cells([Float](repeating: -9, count: expected.count))
      let foundBias = Cells(bias)
      let (gradients, outputs) = (Cells(gradient), Cells(output))
      let (from, to) = (Cells(places), Cells(targets))
      let scratch = Cells([Float](repeating: 0, count: 16))
      KernelSet.level(level).maskGradients(
        geometry.windowCount, gradients.pointer, outputs.pointer, from.pointer, channels,
        rectified, found.pointer, to.pointer, foundBias.pointer, scratch.pointer)
      #expect(found.values.bits == expected.bits, "\(level)")
      #expect(foundBias.values.bits == sums.bits, "\(level)")
      #expect(found.isIntact && foundBias.isIntact && scratch.isIntact)
      #expect(gradients.isIntact && outputs.isIntact && from.isIntact && to.isIntact)
    }
  }

  @Test(
    "A weight gradient is one chain over all positions, bit for bit at every level",
    arguments: [1, 2, 5, 6, 8, 13, 16], [(1, 16), (1, 48), (2, 32), (3, 16)])
  func weights(channels: Int, field: (kernel: Int, inputChannels: Int)) {
    let geometry = Geometry(kernel: field.kernel, channels: field.inputChannels, pooled: false)
    var stream = RandomStream(seed: 6, purpose: "dense")
    let input = stream.values(geometry.inputCount)
    let gradient = stream.values(geometry.windowCount * channels)
    let start = stream.values(channels * geometry.fieldSize)
    let offsets = (0..<geometry.windowCount).map { Int32($0 * channels) }
    var expected = start
    for (position, field) in geometry.positions.enumerated() {
      for channel in 0..<channels {
        for (index, tap) in geometry.taps.enumerated() {
          expected[channel * geometry.fieldSize + index].addProduct(
            gradient[position * channels + channel], input[Int(field) + tap])
        }
      }
    }
    for level in CPULevel.available {
      let found = Cells(start)
      let (inputs, gradients) = (Cells(input), Cells(gradient))
      let (fields, places) = (Cells(geometry.positions), Cells(offsets))
      KernelSet.level(level).denseWeightGradient(
        inputs.pointer, fields.pointer, geometry.windowCount, gradients.pointer, places.pointer,
        channels, geometry.kernel, geometry.rowLength, geometry.rowStride, found.pointer)
      #expect(found.values.bits == expected.bits, "\(level)")
      #expect(found.isIntact && inputs.isIntact && gradients.isIntact)
      #expect(fields.isIntact && places.isIntact)
    }
  }

  @Test("Turned kernels have their last tap first, and inputs for outputs")
  func turning() {
    // Two outputs of 2×2 kernels on three inputs: the weight is named output, tap, input.
    func name(_ output: Int, _ tap: Int, _ input: Int) -> Float {
      Float(output * 100 + tap * 10 + input)
    }
    var weights: [Float] = []
    for output in 0..<2 {
      for tap in 0..<4 { weights += (0..<3).map { name(output, tap, $0) } }
    }
    for level in CPULevel.available {
      let from = Cells(weights)
      let found = Cells([Float](repeating: -9, count: 4 * 2 * 16))
      KernelSet.level(level).turnWeights(from.pointer, found.pointer, 2, 4, 3, 16)
      for tap in 0..<4 {
        for output in 0..<2 {
          let first = (tap * 2 + output) * 16
          let row = Array(found.values[first..<(first + 16)])
          let expected = (0..<3).map { name(output, 3 - tap, $0) }
          #expect(row == expected + [Float](repeating: -9, count: 13), "\(level)")
        }
      }
      #expect(found.isIntact && from.isIntact)
    }
  }
}
