import Foundation
import Random
import Testing

@testable import Kernels
@testable import Network

@Suite("Exponential and logarithm")
struct ExponentialTests {
  /// e^x of every argument, all at most 0, by the loss kernel of a level, which leaves the
  /// exponentials of one image in its scratch memory.
  private func exponentials(_ level: CPULevel, _ arguments: [Float]) -> [Float] {
    let call = LossCall(
      level, rows: [[0] + arguments], labels: [0], scale: 1, wantsMore: false)
    return Array(call.probabilities[1...arguments.count])
  }

  /// An even grid over [−87, 0], random points, and points next to the ends and to the places where
  /// the reduction changes its multiple of ln 2.
  static let arguments: [Float] = {
    var stream = RandomStream(seed: 1, purpose: "exp")
    var arguments = (0...4000).map { -87 * Float($0) / 4000 }
    arguments += (0..<4000).map { _ in stream.uniform(-87, 0) }
    arguments += (0..<1000).map { _ in stream.uniform(-1, 0) }
    arguments += (0..<200).map { -Float(sign: .plus, exponent: -$0 / 2, significand: 1.5) }
    for multiple in 0..<125 {
      let edge = Float(-(Double(multiple) + 0.5) * 0.693_147_180_559_945_3)
      arguments += [edge.nextUp, edge, edge.nextDown]
    }
    return arguments + [-0.0, 0, -87, Float(-87).nextUp]
  }()

  @Test("The exponential is within 1.1 units in the last place over [−87, 0]")
  func exponentialError() {
    var worst = (error: 0.0, at: Float(0))
    for (argument, found) in zip(
      Self.arguments, exponentials(.portable, Self.arguments))
    {
      let exact = exp(Double(argument))
      let error = abs(Double(found) - exact) / Double(Float(exact).ulp)
      if error > worst.error { worst = (error, argument) }
    }
    #expect(worst.error < 1.1, "\(worst.error) units at \(worst.at)")
    #expect(worst.error > 0.4, "no approximation is that good: is the reference the same code?")
  }

  @Test("The exponential has the same bits at every level")
  func exponentialLevels() {
    let expected = exponentials(.portable, Self.arguments)
    for level in CPULevel.available {
      #expect(exponentials(level, Self.arguments).bits == expected.bits, "\(level)")
    }
  }

  /// Not a claim about accuracy: whoever changes these bits changes results, and raises the engine's
  /// version.
  @Test("The bits of the exponential never change")
  func exponentialFingerprint() {
    let values = exponentials(.best, (0...4000).map { -87 * Float($0) / 4000 })
    #expect(fingerprint(values) == 0x9f9b_ec85_e9d9_efd4)
  }

  @Test("e⁰ is 1, and arguments below −87 give 0", arguments: CPULevel.available)
  func exponentialEdges(level: CPULevel) {
    let values = exponentials(
      level, [0, -0.0, Float(-87).nextDown, -88, -1e6, -.greatestFiniteMagnitude, -.infinity])
    #expect(values == [1, 1, 0, 0, 0, 0, 0])
    let last = exponentials(level, [-87])[0]
    #expect(last > 0 && last.isNormal)
  }

  @Test("The exponential never rises by more than its error as the argument falls")
  func exponentialOrder() {
    let grid = (0...4000).map { -87 * Float($0) / 4000 }
    let values = exponentials(.best, grid)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("The logarithm is within 4 units in the last place of a double")
  func logarithmError() {
    var stream = RandomStream(seed: 1, purpose: "log")
    var arguments = (1...3000).map { Double($0) }
    arguments += (0..<3000).map { _ in 1 + Double(stream.unit()) }
    arguments += (1..<300).map { Double(sign: .plus, exponent: $0 * 3 - 450, significand: 1.3) }
    arguments += [1.414_213_562_373_095, 1.414_213_562_373_096, 2, 1.5, 0.75, 0.707]
    arguments += [Double(1).nextUp, Double(1).nextDown, Double(2).nextDown]
    var worst = (error: 0.0, at: 0.0)
    for argument in arguments {
      let exact = log(argument)
      let error = abs(logarithm(argument) - exact) / max(exact.ulp, .leastNonzeroMagnitude)
      if error > worst.error { worst = (error, argument) }
    }
    #expect(worst.error <= 4, "\(worst.error) units at \(worst.at)")
    #expect(logarithm(1) == 0)
  }
}
