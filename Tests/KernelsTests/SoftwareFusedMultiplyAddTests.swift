import Random
import Testing

@testable import Kernels

#if !arch(arm64)
  /// a × b + c.
  struct Triple: Sendable {
    let a: Float
    let b: Float
    let c: Float

    init(_ a: Float, _ b: Float, _ c: Float) {
      self.a = a
      self.b = b
      self.c = c
    }

    var exact: Float { c.addingProduct(a, b) }

    /// The triple with all combinations of signs.
    var signed: [Triple] {
      [1, -1].flatMap { (sign: Float) in
        [Triple(a * sign, b, c), Triple(a * sign, b, -c)]
      }
    }
  }

  @Suite("Fused multiply-add in software")
  struct SoftwareFusedMultiplyAddTests {
    /// Every bit, the sign of a zero too; a NaN only has to be one.
    private func isSame(_ found: Float, _ exact: Float) -> Bool {
      exact.isNaN ? found.isNaN : found.bitPattern == exact.bitPattern
    }

    /// Checks triples alone among harmless ones, in every lane in turn: a lane that takes the slow
    /// way takes its whole vector along, so hard cases side by side would hide one another.
    private func expectExact(
      _ triples: [Triple], sourceLocation: SourceLocation = #_sourceLocation
    ) {
      for (index, triple) in triples.enumerated() {
        var a = SIMD16<Float>(repeating: 1.5)
        var b = SIMD16<Float>(repeating: 2)
        var c = SIMD16<Float>(repeating: 1)
        (a[index % 16], b[index % 16], c[index % 16]) = (triple.a, triple.b, triple.c)
        let found = fusedInDouble(a, b, c)
        let others = (0..<16).filter { $0 != index % 16 }
        guard isSame(found[index % 16], triple.exact), others.allSatisfy({ found[$0] == 4 }) else {
          Issue.record(
            "\(triple): \(found[index % 16]), not \(triple.exact)", sourceLocation: sourceLocation)
          return
        }
      }
    }

    /// Products of two 24-bit numbers that end in exactly half a unit of the sum, and addends so small
    /// that a double loses them: rounding twice takes the even neighbour, rounding once the nearer.
    @Test("Sums next to a half-way point are rounded once")
    func halfway() {
      var triples: [Triple] = []
      let one = Float(1)
      for power in stride(from: -80, through: 80, by: 5) {
        let unit = Float(sign: .plus, exponent: power, significand: 1)
        // (1 + 2⁻¹²)² = 1 + 2⁻¹¹ + 2⁻²⁴: half a unit of 2⁻²³ at the end.
        for tiny in [-55, -60, -70, -100] where power + tiny > -149 {
          let rest = unit * Float(sign: .plus, exponent: tiny, significand: 1)
          triples += Triple((one + 0x1p-12) * unit, one + 0x1p-12, rest).signed
        }
        // 2⁻²⁴ (1 − 2⁻⁴⁶): just below half a unit of an odd and of an even neighbour.
        let below = ((one + 0x1p-23) * 0x1p-12 * unit, (one - 0x1p-23) * 0x1p-12)
        triples += Triple(below.0, below.1, unit).signed
        triples += Triple(below.0, below.1, (one + 0x1p-23) * unit).signed
        // Exactly half: the even neighbour is right.
        triples += Triple(0x1p-12 * unit, 0x1p-12, unit).signed
        triples += Triple(0x1p-12 * unit, 0x1p-12, (one + 0x1p-23) * unit).signed
      }
      expectExact(triples)
      // The cases are hard indeed: rounding twice would get many of them wrong.
      let wrong = triples.filter { triple in
        Float(Double(triple.a) * Double(triple.b) + Double(triple.c)) != triple.exact
      }
      #expect(wrong.count > 50)
    }

    @Test("Results around the smallest normal number and below are rounded once")
    func subnormals() {
      var stream = RandomStream(seed: 1, purpose: "subnormals")
      var triples: [Triple] = []
      for _ in 0..<6000 {
        let power = stream.integer(below: 40)
        let a = Float(sign: .plus, exponent: -60 - power, significand: 1 + stream.unit())
        let b = Float(sign: .plus, exponent: -65 - power / 2, significand: 1 + stream.unit())
        let c = Float(bitPattern: stream.next() & 0x80FF_FFFF)
        triples.append(Triple(a, b, c))
        triples.append(Triple(a, -b, 0))
      }
      let smallest = Float.leastNormalMagnitude
      for c in [smallest, smallest.nextDown, smallest.nextUp, Float.leastNonzeroMagnitude, 0] {
        for power in [-149, -150, -151, -160, -174, -180] {
          for significand: Float in [1, 1.5, Float(1).nextUp, Float(2).nextDown] {
            let a = Float(sign: .plus, exponent: power + 80, significand: significand)
            triples += Triple(a, 0x1p-80, c).signed
            triples += Triple(a, (Float(1).nextUp) * 0x1p-80, c).signed
          }
        }
      }
      expectExact(triples)
      let subnormal = triples.filter(\.exact.isSubnormal)
      #expect(subnormal.count > 1000)
    }

    /// Below the smallest normal number the half-way points are the odd multiples of 2⁻¹⁵⁰; the product
    /// is 2⁻¹⁵⁰ (1 ± 2⁻⁴⁶ …), whose last bits a double sum loses.
    @Test("Subnormal sums next to a half-way point are rounded once")
    func subnormalHalfway() {
      var triples: [Triple] = []
      let one = Float(1)
      let scale = Float(sign: .plus, exponent: -75, significand: 1)
      let factors: [(Float, Float)] = [
        (one + 0x1p-23, one - 0x1p-23), (one + 0x1p-12, one - 0x1p-12 + 0x1p-24), (one, one),
        (one + 0x1p-22, one - 0x1p-22), (one - 0x1p-24, one + 0x1p-23),
      ]
      for power in 0..<24 {
        for step: UInt32 in [0, 1, 2, 3] {
          let c = Float(bitPattern: min(1 << UInt32(power) + step, 0x007F_FFFF + step))
          for (a, b) in factors { triples += Triple(a * scale, b * scale, c).signed }
        }
      }
      for c in [Float.leastNormalMagnitude.nextDown, .leastNormalMagnitude] {
        for (a, b) in factors { triples += Triple(a * scale, b * scale, c).signed }
      }
      expectExact(triples)
      let wrong = triples.filter { triple in
        Float(Double(triple.a) * Double(triple.b) + Double(triple.c)) != triple.exact
      }
      #expect(wrong.count > 20)
    }

    @Test("Huge values overflow where they should")
    func overflow() {
      let largest = Float.greatestFiniteMagnitude
      var triples: [Triple] = []
      for c in [0, 1, largest, largest.nextDown, 0x1p103, 0x1p102, Float(0x1p103).nextDown] {
        for a in [largest, largest.nextDown, 0x1p64, 0x1.fffffep63] {
          for b in [1, 0x1p63, 0x1p64, 2, 0.5, 0x1p-24, 0x1p-25] as [Float] {
            triples += Triple(a, b, c).signed
          }
        }
      }
      expectExact(triples)
      #expect(triples.contains { $0.exact.isInfinite } && triples.contains { $0.exact.isFinite })
    }

    @Test("Infinities, NaN and signed zeros come out as of the instruction, zeros with their sign")
    func specialValues() {
      let values: [Float] = [
        0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
        -.leastNonzeroMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        .leastNormalMagnitude,
      ]
      var triples: [Triple] = []
      for a in values {
        for b in values {
          for c in values { triples.append(Triple(a, b, c)) }
        }
      }
      expectExact(triples)
    }

    @Test("100,000 random bit patterns give every bit of the instruction")
    func randomPatterns() {
      var stream = RandomStream(seed: 1, purpose: "patterns")
      var different = 0
      for _ in 0..<6250 {
        var (a, b, c) = (SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>())
        for lane in 0..<16 {
          a[lane] = Float(bitPattern: stream.next())
          b[lane] = Float(bitPattern: stream.next())
          c[lane] = Float(bitPattern: stream.next())
        }
        let found = fusedInDouble(a, b, c)
        for lane in 0..<16 where !isSame(found[lane], c[lane].addingProduct(a[lane], b[lane])) {
          different += 1
        }
      }
      #expect(different == 0)
    }

    @Test("50,000 sums of like magnitude, as in training, give every bit of the instruction")
    func randomSums() {
      var stream = RandomStream(seed: 2, purpose: "sums")
      var different = 0
      for _ in 0..<3125 {
        let (a, b, c) = (stream.values(16), stream.values(16), stream.values(16))
        let found = fusedInDouble(SIMD16(a), SIMD16(b), SIMD16(c))
        for lane in 0..<16 where !isSame(found[lane], c[lane].addingProduct(a[lane], b[lane])) {
          different += 1
        }
      }
      #expect(different == 0)
    }
  }
#endif
