import Random
import Testing

@testable import Network

@Suite("Normalisation kernels")
struct NormalizationKernelTests {
  /// Three images of 2×3 pixels, whose outputs lie inside a border.
  private struct Case {
    let channels: Int
    let values: [Float]
    let statistics: [Float]
    let scale: [Float]
    let shift: [Float]
    let gradient: [Float]
    let means: [Float]

    var padded: Int { (channels + 15) / 16 * 16 }
    var pixelStride: Int { channels + 2 }
    var rowStride: Int { 4 * pixelStride + 1 }
    var imageStride: Int { 3 * rowStride + 5 }
    /// The pixels of the outputs, in order.
    var places: [Int] {
      (0..<3).flatMap { image in
        (0..<2).flatMap { row in
          (0..<3).map { image * imageStride + row * rowStride + $0 * pixelStride }
        }
      }
    }

    init(_ channels: Int) {
      var stream = RandomStream(seed: UInt64(channels), purpose: "normalisation")
      self.channels = channels
      let padded = (channels + 15) / 16 * 16
      values = stream.values(18 * channels)
      statistics = stream.values(2 * padded)
      scale = stream.values(padded)
      shift = stream.values(padded)
      gradient = stream.values(3 * (3 * (4 * (channels + 2) + 1) + 5))
      means = stream.values(2 * padded)
    }

    func normal(_ pixel: Int, _ channel: Int) -> Float {
      (values[pixel * channels + channel] - statistics[channel]) * statistics[padded + channel]
    }

    func outputs(rectified: Bool) -> [Float] {
      var result = [Float](repeating: -9, count: gradient.count)
      for (pixel, place) in places.enumerated() {
        for channel in 0..<channels {
          let value = shift[channel].addingProduct(normal(pixel, channel), scale[channel])
          result[place + channel] = rectified && !(value > 0) ? 0 : value
        }
      }
      return result
    }

    /// The gradient of an output that the ReLU lets through.
    func gradient(_ pixel: Int, _ channel: Int, _ outputs: [Float], rectified: Bool) -> Float {
      let place = places[pixel] + channel
      return rectified && !(outputs[place] > 0) ? 0 : gradient[place]
    }
  }

  @Test(
    "Sums, outputs and gradients are those of plain loops, bit for bit at every level",
    arguments: [1, 3, 15, 16, 17, 48], [false, true])
  func bits(channels: Int, rectified: Bool) {
    let test = Case(channels)
    for level in CPULevel.available {
      checkMoments(test, level)
      checkForward(test, level, rectified: rectified)
      checkSums(test, level, rectified: rectified)
      checkBackward(test, level, rectified: rectified)
    }
  }

  private func checkMoments(_ test: Case, _ level: CPULevel) {
    let sums = Cells([Double](repeating: -1, count: 2 * test.padded), canary: 3)
    let values = Cells(test.values)
    KernelSet.level(level).channelMoments(values.pointer, 18, test.channels, sums.pointer)
    #expect(sums.isIntact && values.values == test.values)
    for channel in 0..<test.channels {
      var sum = 0.0
      var squares = 0.0
      for pixel in 0..<18 {
        let value = Double(test.values[pixel * test.channels + channel])
        sum += value
        squares += value * value
      }
      #expect(sums.values[channel] == sum)
      #expect(sums.values[test.padded + channel] == squares)
    }
  }

  private func checkForward(_ test: Case, _ level: CPULevel, rectified: Bool) {
    let values = Cells(test.values)
    let statistics = Cells(test.statistics)
    let (scale, shift) = (Cells(test.scale), Cells(test.shift))
    let output = Cells([Float](repeating: -9, count: test.gradient.count))
    KernelSet.level(level).normalize(
      values.pointer, 3, 2, 3, test.channels, statistics.pointer, scale.pointer, shift.pointer,
      rectified, output.pointer, test.pixelStride, test.rowStride, test.imageStride)
    #expect(output.isIntact && values.isIntact && statistics.isIntact)
    #expect(scale.isIntact && shift.isIntact)
    #expect(output.values == test.outputs(rectified: rectified))
  }

  private func checkSums(_ test: Case, _ level: CPULevel, rectified: Bool) {
    let outputs = test.outputs(rectified: rectified)
    let values = Cells(test.values)
    let (statistics, output) = (Cells(test.statistics), Cells(outputs))
    let gradient = Cells(test.gradient)
    let sums = Cells([Double](repeating: -1, count: 2 * test.padded), canary: 3)
    KernelSet.level(level).normalizationSums(
      values.pointer, 3, 2, 3, test.channels, statistics.pointer, rectified, output.pointer,
      gradient.pointer, test.pixelStride, test.rowStride, test.imageStride, sums.pointer)
    #expect(sums.isIntact && values.isIntact && statistics.isIntact)
    #expect(output.isIntact && gradient.isIntact)
    for channel in 0..<test.channels {
      var sum = 0.0
      var products = 0.0
      for pixel in 0..<18 {
        let dy = Double(test.gradient(pixel, channel, outputs, rectified: rectified))
        sum += dy
        products += dy * Double(test.normal(pixel, channel))
      }
      #expect(sums.values[channel] == sum)
      #expect(sums.values[test.padded + channel] == products)
    }
  }

  private func checkBackward(_ test: Case, _ level: CPULevel, rectified: Bool) {
    let outputs = test.outputs(rectified: rectified)
    let values = Cells(test.values)
    let (statistics, scale) = (Cells(test.statistics), Cells(test.scale))
    let (means, output, gradient) = (Cells(test.means), Cells(outputs), Cells(test.gradient))
    let target = Cells([Float](repeating: -9, count: test.values.count))
    KernelSet.level(level).normalizationBackward(
      values.pointer, 3, 2, 3, test.channels, statistics.pointer, scale.pointer, means.pointer,
      rectified, output.pointer, gradient.pointer, test.pixelStride, test.rowStride,
      test.imageStride, target.pointer)
    #expect(target.isIntact && values.isIntact && statistics.isIntact && scale.isIntact)
    #expect(means.isIntact && output.isIntact && gradient.isIntact)
    let expected = (0..<18).flatMap { pixel in
      (0..<test.channels).map { channel in
        let dy = test.gradient(pixel, channel, outputs, rectified: rectified)
        let centred = (dy - test.means[channel]).addingProduct(
          test.normal(pixel, channel), -test.means[test.padded + channel])
        return centred * (test.scale[channel] * test.statistics[test.padded + channel])
      }
    }
    #expect(target.values == expected)
  }
}
