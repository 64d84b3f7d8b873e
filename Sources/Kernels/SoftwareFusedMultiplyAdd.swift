/// Fused multiply-add for processors without the instruction (x86-64 before Haswell), where the
/// library's function is called lane by lane and costs several times as much.
///
/// The product of two floats is exact in double precision (24 + 24 ≤ 53 bits), so the double sum is
/// rounded once and the conversion to float a second time. The two roundings differ from one only
/// where the double sum lies exactly half-way between two floats, or where the result is at most the
/// smallest normal float (there the half-way points lie at other bits). Vectors with such a lane, a
/// few in 10⁸, take the slow and exact way.
#if !(FUSED || arch(arm64))
  @inline(__always)
  func fusedInDouble(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
    let low = widened(a.lowHalf) * widened(b.lowHalf) + widened(c.lowHalf)
    let high = widened(a.highHalf) * widened(b.highHalf) + widened(c.highHalf)
    let result = Vector(lowHalf: narrowed(low), highHalf: narrowed(high))
    if hasHalfway(low) || hasHalfway(high) || hasTiny(result) {
      return exact(a, b, c)
    }
    return result
  }

  @inline(__always)
  private func narrowed(_ v: SIMD8<Double>) -> SIMD8<Float> {
    SIMD8(
      Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]),
      Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7]))
  }

  /// Whether the 29 bits that the conversion to float drops are exactly one half in some lane.
  @inline(__always)
  private func hasHalfway(_ sum: SIMD8<Double>) -> Bool {
    // In 32-bit halves, since SSE2 compares no 64-bit integers; the upper halves never match.
    let words = unsafeBitCast(sum, to: SIMD16<UInt32>.self)
    let mask = unsafeBitCast(SIMD8<UInt64>(repeating: 0x1FFF_FFFF), to: SIMD16<UInt32>.self)
    let half = unsafeBitCast(
      SIMD8<UInt64>(repeating: 0xFFFF_FFFF_1000_0000), to: SIMD16<UInt32>.self)
    return isAnySet((words & mask) .== half)
  }

  /// Whether some lane is not zero and at most the smallest normal float.
  @inline(__always)
  private func hasTiny(_ result: Vector) -> Bool {
    let magnitude = unsafeBitCast(result, to: SIMD16<UInt32>.self) & 0x7FFF_FFFF
    return isAnySet((magnitude &- 1) .< SIMD16(repeating: 0x0080_0000))
  }

  @inline(__always)
  private func isAnySet(_ mask: SIMDMask<SIMD16<Int32>>) -> Bool {
    let lanes = unsafeBitCast(mask, to: SIMD8<UInt64>.self)
    let four = lanes.lowHalf | lanes.highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] != 0
  }

  @inline(never)
  private func exact(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
    var result = Vector()
    for lane in 0..<laneCount { result[lane] = c[lane].addingProduct(a[lane], b[lane]) }
    return result
  }
#endif
