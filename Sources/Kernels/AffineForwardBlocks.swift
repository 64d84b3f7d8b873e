// Register blocks of the forward pass. The accumulators are local variables, since a closure or an
// array that captured them would spill them to memory in the innermost loop.

#if WIDE
  /// 12 positions × 32 channels: 24 accumulators, two weights and a broadcast in 32 registers.
  @inline(__always)
  func block12x2(
    _ input: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>, _ field: ReceptiveField,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ sink: Sink,
    _ first: Int, _ channel: Int
  ) {
    let start = Pair(low: load(bias + channel), high: load(bias + (channel + laneCount)))
    var a0 = start, a1 = start, a2 = start, a3 = start, a4 = start, a5 = start
    var a6 = start, a7 = start, a8 = start, a9 = start, a10 = start, a11 = start
    let x0 = input + Int(positions[0]), x1 = input + Int(positions[1])
    let x2 = input + Int(positions[2]), x3 = input + Int(positions[3])
    let x4 = input + Int(positions[4]), x5 = input + Int(positions[5])
    let x6 = input + Int(positions[6]), x7 = input + Int(positions[7])
    let x8 = input + Int(positions[8]), x9 = input + Int(positions[9])
    let x10 = input + Int(positions[10]), x11 = input + Int(positions[11])
    var weight = weights + channel
    var rowStart = 0
    for _ in 0..<field.rows {
      for i in rowStart..<(rowStart &+ field.rowLength) {
        let low = load(weight)
        let high = load(weight + laneCount)
        a0.add(x0[i], low, high)
        a1.add(x1[i], low, high)
        a2.add(x2[i], low, high)
        a3.add(x3[i], low, high)
        a4.add(x4[i], low, high)
        a5.add(x5[i], low, high)
        a6.add(x6[i], low, high)
        a7.add(x7[i], low, high)
        a8.add(x8[i], low, high)
        a9.add(x9[i], low, high)
        a10.add(x10[i], low, high)
        a11.add(x11[i], low, high)
        weight += field.paddedChannels
      }
      rowStart &+= field.rowStride
    }
    sink.accept(a0.low, a1.low, a2.low, a3.low, first, channel)
    sink.accept(a4.low, a5.low, a6.low, a7.low, first &+ 4, channel)
    sink.accept(a8.low, a9.low, a10.low, a11.low, first &+ 8, channel)
    sink.accept(a0.high, a1.high, a2.high, a3.high, first, channel &+ laneCount)
    sink.accept(a4.high, a5.high, a6.high, a7.high, first &+ 4, channel &+ laneCount)
    sink.accept(a8.high, a9.high, a10.high, a11.high, first &+ 8, channel &+ laneCount)
  }

  /// 12 positions × 16 channels, for the last channel block of an odd number.
  @inline(__always)
  func block12x1(
    _ input: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>, _ field: ReceptiveField,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ sink: Sink,
    _ first: Int, _ channel: Int
  ) {
    let start = load(bias + channel)
    var a0 = start, a1 = start, a2 = start, a3 = start, a4 = start, a5 = start
    var a6 = start, a7 = start, a8 = start, a9 = start, a10 = start, a11 = start
    let x0 = input + Int(positions[0]), x1 = input + Int(positions[1])
    let x2 = input + Int(positions[2]), x3 = input + Int(positions[3])
    let x4 = input + Int(positions[4]), x5 = input + Int(positions[5])
    let x6 = input + Int(positions[6]), x7 = input + Int(positions[7])
    let x8 = input + Int(positions[8]), x9 = input + Int(positions[9])
    let x10 = input + Int(positions[10]), x11 = input + Int(positions[11])
    var weight = weights + channel
    var rowStart = 0
    for _ in 0..<field.rows {
      for i in rowStart..<(rowStart &+ field.rowLength) {
        let w = load(weight)
        a0 = fma(Vector(repeating: x0[i]), w, a0)
        a1 = fma(Vector(repeating: x1[i]), w, a1)
        a2 = fma(Vector(repeating: x2[i]), w, a2)
        a3 = fma(Vector(repeating: x3[i]), w, a3)
        a4 = fma(Vector(repeating: x4[i]), w, a4)
        a5 = fma(Vector(repeating: x5[i]), w, a5)
        a6 = fma(Vector(repeating: x6[i]), w, a6)
        a7 = fma(Vector(repeating: x7[i]), w, a7)
        a8 = fma(Vector(repeating: x8[i]), w, a8)
        a9 = fma(Vector(repeating: x9[i]), w, a9)
        a10 = fma(Vector(repeating: x10[i]), w, a10)
        a11 = fma(Vector(repeating: x11[i]), w, a11)
        weight += field.paddedChannels
      }
      rowStart &+= field.rowStride
    }
    sink.accept(a0, a1, a2, a3, first, channel)
    sink.accept(a4, a5, a6, a7, first &+ 4, channel)
    sink.accept(a8, a9, a10, a11, first &+ 8, channel)
  }

  /// 4 positions × 32 channels: one window of a first layer.
  @inline(__always)
  func block4x2(
    _ input: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>, _ field: ReceptiveField,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ sink: Sink,
    _ first: Int, _ channel: Int
  ) {
    let start = Pair(low: load(bias + channel), high: load(bias + (channel + laneCount)))
    var a0 = start, a1 = start, a2 = start, a3 = start
    let x0 = input + Int(positions[0]), x1 = input + Int(positions[1])
    let x2 = input + Int(positions[2]), x3 = input + Int(positions[3])
    var weight = weights + channel
    var rowStart = 0
    for _ in 0..<field.rows {
      for i in rowStart..<(rowStart &+ field.rowLength) {
        let low = load(weight)
        let high = load(weight + laneCount)
        a0.add(x0[i], low, high)
        a1.add(x1[i], low, high)
        a2.add(x2[i], low, high)
        a3.add(x3[i], low, high)
        weight += field.paddedChannels
      }
      rowStart &+= field.rowStride
    }
    sink.accept(a0.low, a1.low, a2.low, a3.low, first, channel)
    sink.accept(a0.high, a1.high, a2.high, a3.high, first, channel &+ laneCount)
  }
#endif

/// 4 positions × 16 channels: eight AVX2, or sixteen NEON or SSE accumulators.
@inline(__always)
func block4x1(
  _ input: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>, _ field: ReceptiveField,
  _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ sink: Sink,
  _ first: Int, _ channel: Int
) {
  let start = load(bias + channel)
  var a0 = start, a1 = start, a2 = start, a3 = start
  let x0 = input + Int(positions[0]), x1 = input + Int(positions[1])
  let x2 = input + Int(positions[2]), x3 = input + Int(positions[3])
  var weight = weights + channel
  var rowStart = 0
  for _ in 0..<field.rows {
    for i in rowStart..<(rowStart &+ field.rowLength) {
      let w = load(weight)
      a0 = fma(Vector(repeating: x0[i]), w, a0)
      a1 = fma(Vector(repeating: x1[i]), w, a1)
      a2 = fma(Vector(repeating: x2[i]), w, a2)
      a3 = fma(Vector(repeating: x3[i]), w, a3)
      weight += field.paddedChannels
    }
    rowStart &+= field.rowStride
  }
  sink.accept(a0, a1, a2, a3, first, channel)
}

#if !WIDE
  /// 6 positions × 16 channels without a pool: twelve AVX2 accumulators, two weights and a broadcast in
  /// 16 registers.
  @inline(__always)
  func block6x1(
    _ input: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>, _ field: ReceptiveField,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ sink: Sink,
    _ first: Int, _ channel: Int
  ) {
    let start = load(bias + channel)
    var a0 = start, a1 = start, a2 = start, a3 = start, a4 = start, a5 = start
    let x0 = input + Int(positions[0]), x1 = input + Int(positions[1])
    let x2 = input + Int(positions[2]), x3 = input + Int(positions[3])
    let x4 = input + Int(positions[4]), x5 = input + Int(positions[5])
    var weight = weights + channel
    var rowStart = 0
    for _ in 0..<field.rows {
      for i in rowStart..<(rowStart &+ field.rowLength) {
        let w = load(weight)
        a0 = fma(Vector(repeating: x0[i]), w, a0)
        a1 = fma(Vector(repeating: x1[i]), w, a1)
        a2 = fma(Vector(repeating: x2[i]), w, a2)
        a3 = fma(Vector(repeating: x3[i]), w, a3)
        a4 = fma(Vector(repeating: x4[i]), w, a4)
        a5 = fma(Vector(repeating: x5[i]), w, a5)
        weight += field.paddedChannels
      }
      rowStart &+= field.rowStride
    }
    sink.acceptPosition(a0, first, channel)
    sink.acceptPosition(a1, first &+ 1, channel)
    sink.acceptPosition(a2, first &+ 2, channel)
    sink.acceptPosition(a3, first &+ 3, channel)
    sink.acceptPosition(a4, first &+ 4, channel)
    sink.acceptPosition(a5, first &+ 5, channel)
  }
#endif
