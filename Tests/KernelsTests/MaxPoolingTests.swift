import Random
import Testing

@testable import Network

@Suite("Max-pooling kernels")
struct MaxPoolingTests {
  /// Two images of 7×8 pixels.
  private struct Case {
    let size: Int
    let stride: Int
    let channels: Int
    let input: [Float]
    let outputGradient: [Float]
    let inputGradient: [Float]

    var rowStride: Int { 8 * channels }
    var windows: [Int] {
      (0..<2).flatMap { image in
        Swift.stride(from: 0, through: 7 - size, by: stride).flatMap { row in
          Swift.stride(from: 0, through: 8 - size, by: stride).map { column in
            (image * 7 + row) * rowStride + column * channels
          }
        }
      }
    }
    /// Places of the outputs, in descending order.
    var places: [Int] { windows.indices.map { (windows.count - 1 - $0) * (channels + 1) } }
    var outputCount: Int { windows.count * (channels + 1) }

    init(size: Int, stride: Int, channels: Int, coarse: Bool) {
      var stream = RandomStream(seed: UInt64(channels), purpose: "pool")
      self.size = size
      self.stride = stride
      self.channels = channels
      input = stream.values(2 * 7 * 8 * channels, coarse: coarse)
      outputGradient = stream.values(2 * 7 * 8 * (channels + 1))
      inputGradient = stream.values(input.count)
    }

    /// Outputs, winners and input gradients, window by window; the first of equals wins.
    func expected() -> (output: [Float], winners: [Int32], gradient: [Float]) {
      var output = [Float](repeating: -9, count: outputCount)
      var winners: [Int32] = []
      var gradient = inputGradient
      for (corner, place) in zip(windows, places) {
        for channel in 0..<channels {
          let offsets = (0..<(size * size)).map { $0 / size * rowStride + $0 % size * channels }
          let values = offsets.map { input[corner + $0 + channel] }
          let first = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
          output[place + channel] = values[first]
          winners.append(Int32(offsets[first]))
          gradient[corner + offsets[first] + channel] += outputGradient[place + channel]
        }
      }
      return (output, winners, gradient)
    }
  }

  @Test(
    "Outputs, winners and gradients are those of a plain loop, at every level",
    arguments: [(1, 1), (2, 2), (2, 1), (3, 2), (3, 3), (1, 2)], [1, 15, 16, 17])
  func loops(window: (size: Int, stride: Int), channels: Int) {
    for coarse in [false, true] {
      let test = Case(
        size: window.size, stride: window.stride, channels: channels, coarse: coarse)
      let expected = test.expected()
      let count = test.windows.count
      for level in CPULevel.available {
        let kernels = KernelSet.level(level)
        let input = Cells(test.input)
        let output = Cells([Float](repeating: -9, count: test.outputCount))
        let windows = Cells(test.windows.map { Int32($0) })
        let places = Cells(test.places.map { Int32($0) })
        let winners = Cells([Int32](repeating: -9, count: count * channels))
        kernels.maxPoolForward(
          input.pointer, output.pointer, windows.pointer, places.pointer, count, window.size,
          test.rowStride, channels, winners.pointer)
        #expect(output.values.bits == expected.output.bits, "\(level)")
        #expect(winners.values == expected.winners, "\(level)")
        let outputGradient = Cells(test.outputGradient)
        let inputGradient = Cells(test.inputGradient)
        kernels.maxPoolBackward(
          outputGradient.pointer, inputGradient.pointer, windows.pointer, places.pointer, count,
          channels, winners.pointer)
        #expect(inputGradient.values.bits == expected.gradient.bits, "\(level)")
        #expect(output.isIntact && winners.isIntact && inputGradient.isIntact, "\(level)")
        #expect(input.isIntact && windows.isIntact && places.isIntact && outputGradient.isIntact)
      }
    }
  }
}
