/// The forward pass of a 3×3 convolution with stride 1, two by two outputs at a time, with ReLU and
/// 2×2 max-pooling in the same pass.
///
/// Winograd's minimal filtering F(2×2, 3×3): a tile of 4×4 inputs and the kernel are transformed, their
/// element-wise products are summed over the input channels, and the sums are transformed to four
/// outputs. That takes 16 multiplications an output channel and input channel where the definition
/// takes 36. The transforms of inputs and outputs only add and subtract.
///
/// Every sum is the same at all CPU levels: each of the 16 products is one chain of fused
/// multiply-adds over ascending input channels that starts at zero; the order of the transforms'
/// additions is in the code.
///
/// Reference: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016,
/// section 4.1.
///
/// - Parameters:
///   - input: the padded input of all images.
///   - tiles: offsets in `input` of the tiles' first elements.
///   - tileCount: how many tiles.
///   - rowStride: floats from one input row to the next.
///   - inputChannels: a multiple of 16, contiguous.
///   - weights: as `winogradWeights` makes them.
///   - bias: paddedChannels.
///   - channels: output channels.
///   - paddedChannels: output channels rounded up to a multiple of 16.
///   - output: where the outputs go.
///   - outputOffsets: offsets into `output`: one a tile (pooled), or four, in row-major order.
///   - winners: pooled only: which of the tile's four outputs was the largest (the first of equals),
///     tiles × paddedChannels.
///   - pooled: whether a tile makes one output.
///   - rectified: whether negative outputs become zero.
///   - transformed: scratch, 16 × `winogradBatch` × inputChannels.
///   - products: scratch, 16 × `winogradBatch` × paddedChannels.
public func winogradForward(
  input: UnsafePointer<Float>, tiles: UnsafePointer<Int32>, tileCount: Int,
  rowStride: Int, inputChannels: Int,
  weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
  channels: Int, paddedChannels: Int,
  output: UnsafeMutablePointer<Float>, outputOffsets: UnsafePointer<Int32>,
  winners: UnsafeMutablePointer<Int32>, pooled: Bool, rectified: Bool,
  transformed: UnsafeMutablePointer<Float>, products: UnsafeMutablePointer<Float>
) {
  let sink = Sink(
    output: output, offsets: outputOffsets, winners: winners, channels: channels,
    paddedChannels: paddedChannels, pooled: pooled, rectified: rectified)
  for first in stride(from: 0, to: tileCount, by: batch) {
    let count = min(batch, tileCount &- first)
    for tile in 0..<count {
      transformInput(
        input + Int(tiles[first &+ tile]), rowStride, inputChannels,
        transformed + tile &* inputChannels)
    }
    for element in 0..<16 {
      multiply(
        transformed + element &* batch &* inputChannels, rows: count, depth: inputChannels,
        weights + element &* inputChannels &* paddedChannels, columns: paddedChannels,
        products + element &* batch &* paddedChannels)
    }
    for tile in 0..<count {
      for channel in stride(from: 0, to: paddedChannels, by: laneCount) {
        transformProducts(
          products + (tile &* paddedChannels &+ channel), batch &* paddedChannels,
          load(bias + channel), sink, (first &+ tile) &* 4, channel)
      }
    }
  }
}

/// Tiles that `winogradForward` takes at a time: a multiple of 12, the rows of its register blocks.
public var winogradBatch: Int { batch }

private let batch = 48

/// Transforms 3×3 kernels for `winogradForward`.
///
/// - Parameters:
///   - weights: 9 × inputChannels × paddedChannels.
///   - target: filled: 16 × inputChannels × paddedChannels.
///   - inputChannels: input channels.
///   - paddedChannels: output channels, a multiple of 16.
public func winogradWeights(
  _ weights: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>,
  inputChannels: Int, paddedChannels: Int
) {
  let size = inputChannels &* paddedChannels
  for place in stride(from: 0, to: size, by: laneCount) {
    let top = KernelRow(weights + place, size)
    let middle = KernelRow(weights + (place &+ 3 &* size), size)
    let bottom = KernelRow(weights + (place &+ 6 &* size), size)
    top.save(to: target + place, size)
    KernelRow(halfSumOf: top, middle, bottom).save(to: target + (place &+ 4 &* size), size)
    KernelRow(halfDifferenceOf: top, middle, bottom).save(
      to: target + (place &+ 8 &* size), size)
    bottom.save(to: target + (place &+ 12 &* size), size)
  }
}

/// Three neighbouring weights of sixteen output channels.
private struct KernelRow {
  let left: Vector
  let center: Vector
  let right: Vector

  @inline(__always)
  init(_ weights: UnsafePointer<Float>, _ stride: Int) {
    left = load(weights)
    center = load(weights + stride)
    right = load(weights + 2 &* stride)
  }

  @inline(__always)
  init(halfSumOf top: KernelRow, _ middle: KernelRow, _ bottom: KernelRow) {
    left = half(top.left + bottom.left + middle.left)
    center = half(top.center + bottom.center + middle.center)
    right = half(top.right + bottom.right + middle.right)
  }

  @inline(__always)
  init(halfDifferenceOf top: KernelRow, _ middle: KernelRow, _ bottom: KernelRow) {
    left = half(top.left + bottom.left - middle.left)
    center = half(top.center + bottom.center - middle.center)
    right = half(top.right + bottom.right - middle.right)
  }

  /// The four transformed weights of the row.
  @inline(__always)
  func save(to target: UnsafeMutablePointer<Float>, _ stride: Int) {
    let ends = left + right
    write(left, target)
    write(half(ends + center), target + stride)
    write(half(ends - center), target + 2 &* stride)
    write(right, target + 3 &* stride)
  }
}

@inline(__always)
private func half(_ vector: Vector) -> Vector { vector * Vector(repeating: 0.5) }

/// Transforms the 4×4 inputs of a tile, sixteen channels at a time.
@inline(__always)
private func transformInput(
  _ input: UnsafePointer<Float>, _ rowStride: Int, _ channels: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  for channel in stride(from: 0, to: channels, by: laneCount) {
    let row0 = input + channel
    let row1 = row0 + rowStride
    let row2 = row1 + rowStride
    let row3 = row2 + rowStride
    let place = target + channel
    let step = batch &* channels
    transformRow(row0, row2, subtracts: true, channels, place, step)
    transformRow(row1, row2, subtracts: false, channels, place + 4 &* step, step)
    transformRow(row2, row1, subtracts: true, channels, place + 8 &* step, step)
    transformRow(row1, row3, subtracts: true, channels, place + 12 &* step, step)
  }
}

/// One row of a transformed tile from the sum or difference of two input rows.
@inline(__always)
private func transformRow(
  _ row: UnsafePointer<Float>, _ other: UnsafePointer<Float>, subtracts: Bool, _ channels: Int,
  _ target: UnsafeMutablePointer<Float>, _ step: Int
) {
  @inline(__always)
  func value(_ column: Int) -> Vector {
    let place = column &* channels
    return subtracts
      ? load(row + place) - load(other + place) : load(row + place) + load(other + place)
  }
  let t0 = value(0)
  let t1 = value(1)
  let t2 = value(2)
  let t3 = value(3)
  write(t0 - t2, target)
  write(t1 + t2, target + step)
  write(t2 - t1, target + 2 &* step)
  write(t1 - t3, target + 3 &* step)
}

/// Transforms the products of a tile to its four outputs, and hands these on.
@inline(__always)
private func transformProducts(
  _ products: UnsafePointer<Float>, _ step: Int, _ bias: Vector, _ sink: Sink,
  _ first: Int, _ channel: Int
) {
  let row0 = ProductRow(products, step)
  let row1 = ProductRow(products + 4 &* step, step)
  let row2 = ProductRow(products + 8 &* step, step)
  let row3 = ProductRow(products + 12 &* step, step)
  sink.accept(
    row0.left + row1.left + row2.left + bias, row0.right + row1.right + row2.right + bias,
    row1.left - row2.left - row3.left + bias, row1.right - row2.right - row3.right + bias,
    first, channel)
}

/// Four products of a row, transformed to the two columns of outputs.
private struct ProductRow {
  let left: Vector
  let right: Vector

  @inline(__always)
  init(_ products: UnsafePointer<Float>, _ step: Int) {
    let second = load(products + step)
    let third = load(products + 2 &* step)
    left = load(products) + second + third
    right = second - third - load(products + 3 &* step)
  }
}
