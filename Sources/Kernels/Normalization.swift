// Batch normalisation, vectorised over channels. Inputs are pixels × channels without gaps; what lies
// behind it (outputs and their gradients) may have a border of zeros, and so has strides.
//
// Sums over pixels are taken in double precision, pixel by pixel in ascending order. The products in
// them are of two single-precision numbers and so exact: each sum is rounded once a pixel, whether an
// instruction fuses it or not, and its relative error is about pixels × 10⁻¹⁶. That is why the variance
// may be had from the sums of values and of squares without a second pass.

/// Sums of all values and of their squares, channel by channel.
///
/// - Parameters:
///   - values: pixels × channels.
///   - pixels: of all images.
///   - channels: contiguous.
///   - sums: filled: paddedChannels sums, then paddedChannels sums of squares; those beyond `channels`
///     have no meaning.
public func channelMoments(
  values: UnsafePointer<Float>, pixels: Int, channels: Int, sums: UnsafeMutablePointer<Double>
) {
  let paddedChannels = (channels &+ 15) / 16 &* 16
  for first in stride(from: 0, to: channels, by: laneCount) {
    var sum = DoubleSum()
    var squares = DoubleSum()
    for pixel in 0..<pixels {
      let value = load(values + (pixel &* channels &+ first))
      let (low, high) = (widened(value.lowHalf), widened(value.highHalf))
      sum.add(low, high)
      squares.add(low * low, high * high)
    }
    sum.write(sums + first)
    squares.write(sums + (paddedChannels &+ first))
  }
}

/// Outputs x̂ × scale + shift with x̂ = (x − mean) / deviation, rounded after the difference, after the
/// quotient (a product with the reciprocal) and after the fused rest.
///
/// Reference: S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
/// Internal Covariate Shift", ICML 2015, algorithm 1.
///
/// - Parameters:
///   - values: images × rows × columns × channels.
///   - images: how many.
///   - rows: of an image.
///   - columns: of an image.
///   - channels: contiguous.
///   - statistics: paddedChannels means, then paddedChannels reciprocals of deviations.
///   - scale: one a channel.
///   - shift: one a channel.
///   - rectified: whether what is not above 0 becomes 0.
///   - output: written: the first pixel of the first image.
///   - pixelStride: floats from one pixel of the output to the next.
///   - rowStride: from one row of the output to the next.
///   - imageStride: from one image of the output to the next.
public func normalize(
  values: UnsafePointer<Float>, images: Int, rows: Int, columns: Int, channels: Int,
  statistics: UnsafePointer<Float>, scale: UnsafePointer<Float>, shift: UnsafePointer<Float>,
  rectified: Bool, output: UnsafeMutablePointer<Float>, pixelStride: Int, rowStride: Int,
  imageStride: Int
) {
  let paddedChannels = (channels &+ 15) / 16 &* 16
  for first in stride(from: 0, to: channels, by: laneCount) {
    let mean = load(statistics + first)
    let reciprocal = load(statistics + (paddedChannels &+ first))
    let (factor, offset) = (load(scale + first), load(shift + first))
    var from = values + first
    for line in 0..<(images &* rows) {
      var to = output + (line / rows &* imageStride &+ line % rows &* rowStride &+ first)
      for _ in 0..<columns {
        var value = fma((load(from) - mean) * reciprocal, factor, offset)
        if rectified { value.replace(with: 0, where: .!(value .> 0)) }
        write(value, to, first: channels &- first)
        from += channels
        to += pixelStride
      }
    }
  }
}

/// Sums of all output gradients, and of their products with x̂, channel by channel: the gradients of
/// shift and scale.
///
/// - Parameters:
///   - values: as in `normalize`.
///   - images: how many.
///   - rows: of an image.
///   - columns: of an image.
///   - channels: contiguous.
///   - statistics: as in `normalize`.
///   - rectified: whether an output of 0 carries no gradient.
///   - output: as `normalize` wrote it.
///   - outputGradient: at the same places.
///   - pixelStride: as in `normalize`.
///   - rowStride: as in `normalize`.
///   - imageStride: as in `normalize`.
///   - sums: filled: paddedChannels sums, then paddedChannels sums of products; those beyond `channels`
///     have no meaning.
public func normalizationSums(
  values: UnsafePointer<Float>, images: Int, rows: Int, columns: Int, channels: Int,
  statistics: UnsafePointer<Float>, rectified: Bool, output: UnsafePointer<Float>,
  outputGradient: UnsafePointer<Float>, pixelStride: Int, rowStride: Int, imageStride: Int,
  sums: UnsafeMutablePointer<Double>
) {
  let paddedChannels = (channels &+ 15) / 16 &* 16
  for first in stride(from: 0, to: channels, by: laneCount) {
    let mean = load(statistics + first)
    let reciprocal = load(statistics + (paddedChannels &+ first))
    var sum = DoubleSum()
    var products = DoubleSum()
    var from = values + first
    for line in 0..<(images &* rows) {
      var place = line / rows &* imageStride &+ line % rows &* rowStride &+ first
      for _ in 0..<columns {
        let normal = (load(from) - mean) * reciprocal
        var gradient = load(outputGradient + place)
        if rectified { gradient.replace(with: 0, where: .!(load(output + place) .> 0)) }
        let (low, high) = (widened(gradient.lowHalf), widened(gradient.highHalf))
        sum.add(low, high)
        products.add(low * widened(normal.lowHalf), high * widened(normal.highHalf))
        from += channels
        place &+= pixelStride
      }
    }
    sum.write(sums + first)
    products.write(sums + (paddedChannels &+ first))
  }
}

/// Input gradients scale / deviation × (dy − mean of dy − x̂ × mean of dy x̂), the means over all that was
/// normalised together.
///
/// - Parameters:
///   - values: as in `normalize`.
///   - images: how many.
///   - rows: of an image.
///   - columns: of an image.
///   - channels: contiguous.
///   - statistics: as in `normalize`.
///   - scale: one a channel.
///   - means: paddedChannels means of dy, then paddedChannels means of dy x̂.
///   - rectified: whether an output of 0 carries no gradient.
///   - output: as `normalize` wrote it.
///   - outputGradient: at the same places.
///   - pixelStride: as in `normalize`.
///   - rowStride: as in `normalize`.
///   - imageStride: as in `normalize`.
///   - inputGradient: written, like `values`.
public func normalizationBackward(
  values: UnsafePointer<Float>, images: Int, rows: Int, columns: Int, channels: Int,
  statistics: UnsafePointer<Float>, scale: UnsafePointer<Float>, means: UnsafePointer<Float>,
  rectified: Bool, output: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
  pixelStride: Int, rowStride: Int, imageStride: Int, inputGradient: UnsafeMutablePointer<Float>
) {
  let paddedChannels = (channels &+ 15) / 16 &* 16
  for first in stride(from: 0, to: channels, by: laneCount) {
    let mean = load(statistics + first)
    let reciprocal = load(statistics + (paddedChannels &+ first))
    let factor = load(scale + first) * reciprocal
    let gradientMean = load(means + first)
    let productMean = -load(means + (paddedChannels &+ first))
    var pixel = first
    for line in 0..<(images &* rows) {
      var place = line / rows &* imageStride &+ line % rows &* rowStride &+ first
      for _ in 0..<columns {
        let normal = (load(values + pixel) - mean) * reciprocal
        var gradient = load(outputGradient + place)
        if rectified { gradient.replace(with: 0, where: .!(load(output + place) .> 0)) }
        let centred = fma(normal, productMean, gradient - gradientMean)
        write(centred * factor, inputGradient + pixel, first: channels &- first)
        pixel &+= channels
        place &+= pixelStride
      }
    }
  }
}
