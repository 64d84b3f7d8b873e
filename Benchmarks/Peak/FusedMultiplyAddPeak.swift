// Compiled once per CPU level under three module names, as Sources/Kernels is, with the same flags.

#if WIDE
  private typealias Register = SIMD16<Float>
#elseif FUSED || arch(arm64)
  // On arm64 two registers, and so twice as many chains: some of its cores have four units.
  private typealias Register = SIMD8<Float>
#else
  private typealias Register = SIMD4<Float>
#endif

/// Independent chains of operations: more than any core needs to keep two units busy whose operations
/// take four or five cycles, and few enough for the sixteen registers of AVX2.
private let chainCount = 12

/// How many floats `fusedMultiplyAddPeak` reads and writes.
public var fusedMultiplyAddFloats: Int { chainCount * Register.scalarCount }

/// Floating-point operations of one iteration of `fusedMultiplyAddPeak`: a multiplication and an
/// addition a lane.
public var fusedMultiplyAddOperations: Int { 2 * chainCount * Register.scalarCount }

/// Nothing but multiply-adds between registers: what a core can do at most at this level.
///
/// Twelve chains `x = x × scale + addend`, each as wide as the level's registers. x86-64 without FMA
/// has no fused instruction; a multiplication and an addition are its best.
///
/// - Parameters:
///   - iterations: of twelve operations each.
///   - values: `fusedMultiplyAddFloats` floats, the chains' beginnings and ends. The compiler can
///     neither merge the chains nor leave them out.
///   - scale: below 1, so that the chains stay finite.
///   - addend: well above the smallest normal float.
public func fusedMultiplyAddPeak(
  _ iterations: Int, _ values: UnsafeMutablePointer<Float>, scale: Float, addend: Float
) {
  let a = Register(repeating: scale)
  let b = Register(repeating: addend)
  var x0 = chain(values, 0)
  var x1 = chain(values, 1)
  var x2 = chain(values, 2)
  var x3 = chain(values, 3)
  var x4 = chain(values, 4)
  var x5 = chain(values, 5)
  var x6 = chain(values, 6)
  var x7 = chain(values, 7)
  var x8 = chain(values, 8)
  var x9 = chain(values, 9)
  var x10 = chain(values, 10)
  var x11 = chain(values, 11)
  var left = iterations
  while left > 0 {
    x0 = multiplyAdd(x0, a, b)
    x1 = multiplyAdd(x1, a, b)
    x2 = multiplyAdd(x2, a, b)
    x3 = multiplyAdd(x3, a, b)
    x4 = multiplyAdd(x4, a, b)
    x5 = multiplyAdd(x5, a, b)
    x6 = multiplyAdd(x6, a, b)
    x7 = multiplyAdd(x7, a, b)
    x8 = multiplyAdd(x8, a, b)
    x9 = multiplyAdd(x9, a, b)
    x10 = multiplyAdd(x10, a, b)
    x11 = multiplyAdd(x11, a, b)
    left &-= 1
  }
  keep(x0, values, 0)
  keep(x1, values, 1)
  keep(x2, values, 2)
  keep(x3, values, 3)
  keep(x4, values, 4)
  keep(x5, values, 5)
  keep(x6, values, 6)
  keep(x7, values, 7)
  keep(x8, values, 8)
  keep(x9, values, 9)
  keep(x10, values, 10)
  keep(x11, values, 11)
}

@inline(__always)
private func multiplyAdd(_ x: Register, _ a: Register, _ b: Register) -> Register {
  #if FUSED || arch(arm64)
    b.addingProduct(x, a)
  #else
    x * a + b
  #endif
}

@inline(__always)
private func chain(_ values: UnsafeMutablePointer<Float>, _ index: Int) -> Register {
  UnsafeRawPointer(values + index &* Register.scalarCount).loadUnaligned(as: Register.self)
}

@inline(__always)
private func keep(_ x: Register, _ values: UnsafeMutablePointer<Float>, _ index: Int) {
  UnsafeMutableRawPointer(values + index &* Register.scalarCount)
    .storeBytes(of: x, as: Register.self)
}
