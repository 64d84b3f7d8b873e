import Random
import Testing

@testable import Network

/// Two images of 7×8 pixels under windows of some size, some of them cut by the border.
private struct PoolCase {
  struct Window {
    let corner: Int
    let rows: Int
    let columns: Int
  }

  let channels: Int
  let windows: [Window]
  let input: [Float]
  let outputGradient: [Float]
  let inputGradient: [Float]

  var rowStride: Int { 8 * channels }
  /// Places of the outputs, in descending order.
  var places: [Int] { windows.indices.map { (windows.count - 1 - $0) * (channels + 1) } }
  var outputCount: Int { windows.count * (channels + 1) }
  var divisors: [Float] { windows.map { Float($0.rows * $0.columns + 1) } }

  /// Windows begin `before` pixels before the first row and column.
  init(size: Int, stride: Int, before: Int, channels: Int, coarse: Bool) {
    var stream = RandomStream(seed: UInt64(channels), purpose: "pool")
    self.channels = channels
    input = stream.values(2 * 7 * 8 * channels, coarse: coarse)
    outputGradient = stream.values(2 * 7 * 8 * (channels + 1))
    inputGradient = stream.values(input.count)
    var windows: [Window] = []
    for image in 0..<2 {
      for top in Swift.stride(from: -before, through: 7 + before - size, by: stride) {
        for left in Swift.stride(from: -before, through: 8 + before - size, by: stride) {
          let rows = max(top, 0)..<min(top + size, 7)
          let columns = max(left, 0)..<min(left + size, 8)
          windows.append(
            Window(
              corner: ((image * 7 + rows.lowerBound) * 8 + columns.lowerBound) * channels,
              rows: rows.count, columns: columns.count))
        }
      }
    }
    self.windows = windows
  }

  /// The offsets of a window's elements from its corner, row by row.
  func offsets(_ window: Window) -> [Int] {
    (0..<window.rows).flatMap { row in
      (0..<window.columns).map { row * rowStride + $0 * channels }
    }
  }

  /// Outputs, winners and input gradients, window by window; the first of equals wins.
  func maximum() -> (output: [Float], winners: [Int32], gradient: [Float]) {
    var output = [Float](repeating: -9, count: outputCount)
    var winners: [Int32] = []
    var gradient = inputGradient
    for (window, place) in zip(windows, places) {
      for channel in 0..<channels {
        let offsets = offsets(window)
        let values = offsets.map { input[window.corner + $0 + channel] }
        let first = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
        output[place + channel] = values[first]
        winners.append(Int32(offsets[first]))
        gradient[window.corner + offsets[first] + channel] += outputGradient[place + channel]
      }
    }
    return (output, winners, gradient)
  }

  /// Sums from the first element to the last, divided at the end.
  func average() -> (output: [Float], gradient: [Float]) {
    var output = [Float](repeating: -9, count: outputCount)
    var gradient = inputGradient
    for (index, (window, place)) in zip(windows, places).enumerated() {
      for channel in 0..<channels {
        let elements = offsets(window).map { window.corner + $0 + channel }
        output[place + channel] = elements.reduce(0) { $0 + input[$1] } / divisors[index]
        for element in elements {
          gradient[element] += outputGradient[place + channel] / divisors[index]
        }
      }
    }
    return (output, gradient)
  }
}

@Suite("Pooling kernels")
struct PoolingTests {
  static let shapes = [
    (1, 1, 0), (2, 2, 0), (2, 1, 0), (3, 2, 0), (3, 3, 0), (1, 2, 0), (3, 2, 1), (5, 3, 2),
  ]

  @Test(
    "Maxima, winners and gradients are those of a plain loop, at every level",
    arguments: Self.shapes, [1, 15, 16, 17, 33])
  func maximum(window: (size: Int, stride: Int, before: Int), channels: Int) {
    for coarse in [false, true] {
      let test = PoolCase(
        size: window.size, stride: window.stride, before: window.before, channels: channels,
        coarse: coarse)
      let expected = test.maximum()
      let count = test.windows.count
      for level in CPULevel.available {
        let kernels = KernelSet.level(level)
        let input = Cells(test.input)
        let output = Cells([Float](repeating: -9, count: test.outputCount))
        let windows = Cells(test.windows.map { Int32($0.corner) })
        let extents = Cells(test.windows.flatMap { [Int32($0.rows), Int32($0.columns)] })
        let places = Cells(test.places.map { Int32($0) })
        let winners = Cells([Int32](repeating: -9, count: count * channels))
        kernels.maxPoolForward(
          input.pointer, output.pointer, windows.pointer, extents.pointer, places.pointer, count,
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
        #expect(extents.isIntact)
      }
    }
  }

  @Test(
    "Averages and their gradients are those of a plain loop, bit for bit at every level",
    arguments: Self.shapes, [1, 15, 16, 17, 33])
  func average(window: (size: Int, stride: Int, before: Int), channels: Int) {
    let test = PoolCase(
      size: window.size, stride: window.stride, before: window.before, channels: channels,
      coarse: false)
    let expected = test.average()
    for level in CPULevel.available {
      let kernels = KernelSet.level(level)
      let input = Cells(test.input)
      let output = Cells([Float](repeating: -9, count: test.outputCount))
      let windows = Cells(test.windows.map { Int32($0.corner) })
      let extents = Cells(test.windows.flatMap { [Int32($0.rows), Int32($0.columns)] })
      let divisors = Cells(test.divisors)
      let places = Cells(test.places.map { Int32($0) })
      kernels.averagePoolForward(
        input.pointer, output.pointer, windows.pointer, extents.pointer, divisors.pointer,
        places.pointer, test.windows.count, test.rowStride, channels)
      #expect(output.values.bits == expected.output.bits, "\(level)")
      let outputGradient = Cells(test.outputGradient)
      let inputGradient = Cells(test.inputGradient)
      kernels.averagePoolBackward(
        outputGradient.pointer, inputGradient.pointer, windows.pointer, extents.pointer,
        divisors.pointer, places.pointer, test.windows.count, test.rowStride, channels)
      #expect(inputGradient.values.bits == expected.gradient.bits, "\(level)")
      #expect(output.isIntact && inputGradient.isIntact && input.isIntact, "\(level)")
      #expect(windows.isIntact && extents.isIntact && divisors.isIntact && places.isIntact)
      #expect(outputGradient.isIntact)
    }
  }
}
