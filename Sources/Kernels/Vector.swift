/// Sixteen single-precision lanes: one AVX-512 register, two AVX2, four NEON or SSE registers.
///
/// This folder is compiled once per CPU level under three module names. It holds only raw pointers,
/// SIMD values and free functions, and every arithmetic step is one exactly rounded IEEE operation, so
/// that all levels give the same bits. Nothing here allocates.
@usableFromInline typealias Vector = SIMD16<Float>

/// The number of lanes of a `Vector`; channel counts are padded to its multiples.
@usableFromInline let laneCount = 16

/// 0, 1, … 15.
@inline(__always)
var laneNumbers: SIMD16<Int32> { SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }

@inline(__always)
func load(_ pointer: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
}

@inline(__always)
func load(_ pointer: UnsafeMutablePointer<Float>) -> Vector {
  UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
}

@inline(__always)
func loadIntegers(_ pointer: UnsafePointer<Int32>) -> SIMD16<Int32> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Int32>.self)
}

@inline(__always)
func write(_ vector: Vector, _ pointer: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Vector.self)
}

@inline(__always)
func write(_ vector: SIMD16<Int32>, _ pointer: UnsafeMutablePointer<Int32>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: SIMD16<Int32>.self)
}

/// Stores the first `count` lanes, or all of them where `count` is at least 16.
@inline(__always)
func write(_ vector: Vector, _ pointer: UnsafeMutablePointer<Float>, first count: Int) {
  if count >= laneCount {
    write(vector, pointer)
  } else {
    for lane in 0..<count { pointer[lane] = vector[lane] }
  }
}

/// `a × b + c` in every lane, rounded once.
@inline(__always)
func fma(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  #if FUSED || arch(arm64)
    c.addingProduct(a, b)
  #else
    fusedInDouble(a, b, c)
  #endif
}

/// `a × b + c`, rounded once.
@inline(__always)
func fma(_ a: Float, _ b: Float, _ c: Float) -> Float {
  c.addingProduct(a, b)
}

/// Two neighbouring vectors of accumulators.
struct Pair {
  var low: Vector
  var high: Vector

  @inline(__always)
  mutating func add(_ x: Float, _ low: Vector, _ high: Vector) {
    let x = Vector(repeating: x)
    self.low = fma(x, low, self.low)
    self.high = fma(x, high, self.high)
  }

  @inline(__always)
  func save(to target: UnsafeMutablePointer<Float>) {
    write(low, target)
    write(high, target + laneCount)
  }
}
