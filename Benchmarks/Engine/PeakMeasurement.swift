import Network
import Peak

#if arch(x86_64)
  import PeakAVX2
  import PeakAVX512
#endif

/// How many floating-point operations a second one core does at most at a CPU level: measured,
/// since a core's clock depends on what it does and on what its neighbours do.
struct PeakMeasurement {
  private typealias Kernel = (Int, UnsafeMutablePointer<Float>, Float, Float) -> Void

  private let level: CPULevel
  private let kernel: Kernel
  private let floats: Int
  private let operations: Int

  /// A measurement at a level that this machine has.
  init(level: CPULevel) {
    self.level = level
    #if arch(x86_64)
      switch level {
      case .portable: break
      case .avx2:
        kernel = PeakAVX2.fusedMultiplyAddPeak(_:_:scale:addend:)
        (floats, operations) = (
          PeakAVX2.fusedMultiplyAddFloats, PeakAVX2.fusedMultiplyAddOperations
        )
        return
      case .avx512:
        kernel = PeakAVX512.fusedMultiplyAddPeak(_:_:scale:addend:)
        (floats, operations) = (
          PeakAVX512.fusedMultiplyAddFloats, PeakAVX512.fusedMultiplyAddOperations
        )
        return
      }
    #endif
    kernel = Peak.fusedMultiplyAddPeak(_:_:scale:addend:)
    (floats, operations) = (Peak.fusedMultiplyAddFloats, Peak.fusedMultiplyAddOperations)
  }

  /// Prints a line for every measurement of some tenths of a second, after one that is not printed.
  ///
  /// - Parameter count: how many; with 0 there is none at all.
  func run(count: Int) {
    guard count > 0 else { return }
    let iterations = 100_000_000
    for number in 0...count {
      let seconds = seconds(iterations)
      guard number > 0 else { continue }
      print(
        """
        {"peer": "bench (\(level.rawValue))", "workload": "peak", "epoch": \(number), \
        "seconds": \(seconds), "rate": \(Double(operations) * Double(iterations) / seconds)}
        """)
    }
  }

  private func seconds(_ iterations: Int) -> Double {
    var values = [Float](repeating: 0, count: floats)
    for index in values.indices { values[index] = Float(index) }
    return values.withUnsafeMutableBufferPointer { values in
      guard let first = values.baseAddress else { return 0 }
      let clock = ContinuousClock()
      return clock.measure { kernel(iterations, first, 0.5, 1) } / .seconds(1)
    }
  }
}
