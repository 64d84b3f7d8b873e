// Products of small row-major matrices in register blocks. The accumulators are local variables, since
// a closure or an array that captured them would spill them to memory in the innermost loop.

/// `target` = `left` × `right`, every element one chain of fused multiply-adds over ascending depth that
/// starts at zero.
///
/// - Parameters:
///   - left: rows × depth, readable up to a multiple of 12 rows.
///   - rows: how many rows are wanted.
///   - depth: columns of `left` and rows of `right`.
///   - right: depth × columns.
///   - columns: a multiple of 16.
///   - target: filled: rows × columns, writable up to a multiple of 12 rows.
@inline(__always)
func multiply(
  _ left: UnsafePointer<Float>, rows: Int, depth: Int, _ right: UnsafePointer<Float>,
  columns: Int, _ target: UnsafeMutablePointer<Float>
) {
  var column = 0
  #if WIDE
    while column + 32 <= columns {
      for row in stride(from: 0, to: rows, by: 12) {
        product12x2(
          left + row &* depth, depth, right + column, columns,
          target + (row &* columns &+ column))
      }
      column += 32
    }
  #endif
  while column < columns {
    for row in stride(from: 0, to: rows, by: 6) {
      product6x1(
        left + row &* depth, depth, right + column, columns, target + (row &* columns &+ column))
    }
    column += laneCount
  }
}

/// 6 rows × 16 columns: twelve AVX2 accumulators, two weights and a broadcast in 16 registers.
@inline(__always)
private func product6x1(
  _ left: UnsafePointer<Float>, _ depth: Int, _ right: UnsafePointer<Float>, _ columns: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  var a0 = Vector.zero, a1 = Vector.zero, a2 = Vector.zero
  var a3 = Vector.zero, a4 = Vector.zero, a5 = Vector.zero
  let x0 = left, x1 = left + depth, x2 = x1 + depth
  let x3 = x2 + depth, x4 = x3 + depth, x5 = x4 + depth
  var weight = right
  for k in 0..<depth {
    let w = load(weight)
    a0 = fma(Vector(repeating: x0[k]), w, a0)
    a1 = fma(Vector(repeating: x1[k]), w, a1)
    a2 = fma(Vector(repeating: x2[k]), w, a2)
    a3 = fma(Vector(repeating: x3[k]), w, a3)
    a4 = fma(Vector(repeating: x4[k]), w, a4)
    a5 = fma(Vector(repeating: x5[k]), w, a5)
    weight += columns
  }
  write(a0, target)
  write(a1, target + columns)
  write(a2, target + 2 &* columns)
  write(a3, target + 3 &* columns)
  write(a4, target + 4 &* columns)
  write(a5, target + 5 &* columns)
}

#if WIDE
  /// 12 rows × 32 columns: 24 accumulators, two weights and a broadcast in 32 registers.
  @inline(__always)
  private func product12x2(
    _ left: UnsafePointer<Float>, _ depth: Int, _ right: UnsafePointer<Float>, _ columns: Int,
    _ target: UnsafeMutablePointer<Float>
  ) {
    let start = Pair(low: .zero, high: .zero)
    var a0 = start, a1 = start, a2 = start, a3 = start, a4 = start, a5 = start
    var a6 = start, a7 = start, a8 = start, a9 = start, a10 = start, a11 = start
    let x0 = left, x1 = x0 + depth, x2 = x1 + depth, x3 = x2 + depth
    let x4 = x3 + depth, x5 = x4 + depth, x6 = x5 + depth, x7 = x6 + depth
    let x8 = x7 + depth, x9 = x8 + depth, x10 = x9 + depth, x11 = x10 + depth
    var weight = right
    for k in 0..<depth {
      let low = load(weight)
      let high = load(weight + laneCount)
      a0.add(x0[k], low, high)
      a1.add(x1[k], low, high)
      a2.add(x2[k], low, high)
      a3.add(x3[k], low, high)
      a4.add(x4[k], low, high)
      a5.add(x5[k], low, high)
      a6.add(x6[k], low, high)
      a7.add(x7[k], low, high)
      a8.add(x8[k], low, high)
      a9.add(x9[k], low, high)
      a10.add(x10[k], low, high)
      a11.add(x11[k], low, high)
      weight += columns
    }
    a0.save(to: target)
    a1.save(to: target + columns)
    a2.save(to: target + 2 &* columns)
    a3.save(to: target + 3 &* columns)
    a4.save(to: target + 4 &* columns)
    a5.save(to: target + 5 &* columns)
    a6.save(to: target + 6 &* columns)
    a7.save(to: target + 7 &* columns)
    a8.save(to: target + 8 &* columns)
    a9.save(to: target + 9 &* columns)
    a10.save(to: target + 10 &* columns)
    a11.save(to: target + 11 &* columns)
  }
#endif
