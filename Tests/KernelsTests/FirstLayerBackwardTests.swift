import Random
import Testing

@testable import Network

@Suite("First layer's backward kernel")
struct FirstLayerBackwardTests {
  private struct Case {
    let geometry: Geometry
    let channels: Int
    let rectified: Bool
    let input: [Float]
    let gradient: [Float]
    let output: [Float]
    let winners: [Int32]
    let weightGradient: [Float]
    let biasGradient: [Float]

    init(_ geometry: Geometry, channels: Int, rectified: Bool) {
      var stream = RandomStream(seed: UInt64(channels), purpose: "first")
      self.geometry = geometry
      self.channels = channels
      self.rectified = rectified
      let count = geometry.windowCount * (channels + 2)
      input = stream.values(geometry.inputCount)
      gradient = stream.values(count)
      output = stream.values(count, coarse: true)
      winners = (0..<(geometry.windowCount * channels)).map { _ in
        Int32(stream.integer(below: 4))
      }
      weightGradient = stream.values(geometry.fieldSize * channels)
      biasGradient = stream.values(channels)
    }

    /// The windows that are taken to see something: all but every third, and these five times, since
    /// the kernel takes a part of them at a time.
    var active: [Int32] {
      let once = (0..<Int32(geometry.windowCount)).filter { $0 % 3 != 2 }
      return (0..<5).flatMap { _ in once }
    }

    /// One chain a weight over (active window, position), in which only winners with a positive
    /// output behind a ReLU take part; the biases see all windows.
    func expected() -> (weights: [Float], bias: [Float]) {
      let places = geometry.outputOffsets(channels: channels)
      let positions = geometry.positions
      var weights = weightGradient
      var bias = biasGradient
      for window in 0..<geometry.windowCount {
        for channel in 0..<channels {
          let place = Int(places[window]) + channel
          if !rectified || output[place] > 0 { bias[channel] += gradient[place] }
        }
      }
      for window in active.map({ Int($0) }) {
        for channel in 0..<channels {
          let place = Int(places[window]) + channel
          if rectified && !(output[place] > 0) { continue }
          let part = geometry.pooled ? Int(winners[window * channels + channel]) : 0
          let position = Int(positions[window * geometry.group + part])
          for (index, tap) in geometry.taps.enumerated() {
            weights[index * channels + channel].addProduct(gradient[place], input[position + tap])
          }
        }
      }
      return (weights, bias)
    }

    func run(_ level: CPULevel) -> (weights: [Float], bias: [Float], isIntact: Bool) {
      let input = Cells(self.input)
      let positions = Cells(geometry.positions)
      let gradient = Cells(self.gradient)
      let output = Cells(self.output)
      let places = Cells(geometry.outputOffsets(channels: channels))
      let winners = Cells(self.winners)
      let weights = Cells(weightGradient)
      let bias = Cells(biasGradient)
      let active = Cells(self.active)
      let spread = Cells([Float](repeating: -9, count: 96 * channels))
      KernelSet.level(level).firstLayerBackward(
        input.pointer, positions.pointer, geometry.windowCount, active.pointer,
        self.active.count, geometry.kernel, geometry.rowLength, geometry.rowStride,
        gradient.pointer, output.pointer, places.pointer,
        winners.pointer, channels, geometry.pooled, rectified, weights.pointer, bias.pointer,
        spread.pointer)
      let isIntact =
        input.isIntact && positions.isIntact && gradient.isIntact && output.isIntact
        && places.isIntact && winners.isIntact && weights.isIntact && bias.isIntact
        && active.isIntact && spread.isIntact
      return (weights.values, bias.values, isIntact)
    }
  }

  @Test(
    "Weight and bias gradients are the documented chains, bit for bit at every level",
    arguments: [16, 32, 48, 64, 80, 144], [(1, 1), (1, 5), (3, 1), (3, 2), (5, 1), (2, 3)])
  func chains(channels: Int, field: (kernel: Int, inputChannels: Int)) {
    for pooled in [false, true] {
      let geometry = Geometry(
        kernel: field.kernel, channels: field.inputChannels, pooled: pooled)
      for rectified in [false, true] {
        let test = Case(geometry, channels: channels, rectified: rectified)
        let expected = test.expected()
        for level in CPULevel.available {
          let found = test.run(level)
          #expect(found.weights.bits == expected.weights.bits, "\(level), pooled \(pooled)")
          #expect(found.bias.bits == expected.bias.bits, "\(level), pooled \(pooled)")
          #expect(found.isIntact, "\(level)")
        }
      }
    }
  }
}
