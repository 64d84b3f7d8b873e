/// The backward pass of a convolution over the outputs that carry a gradient.
///
/// Behind a ReLU and a max-pool only the winning positions with a positive activation carry one: the
/// caller lists them (`listGradients`), and this walk adds gradient × input patch to the weight
/// gradient and gradient × weights to the input gradient. Work is proportional to the list.
///
/// The input channels are taken sixteen at a time, and these copied side by side first, so that what
/// one walk touches stays in the first cache.
///
/// Order of every sum, the same at all CPU levels: a weight gradient sums its entries in the order of
/// the list; an input gradient sums over (output channel, kernel row, up to three neighbouring kernel
/// columns, entry, column).
///
/// - Parameters:
///   - entryOffsets: receptive fields, as 16 × the number of their first pixel in `input`;
///     `capacity` places an output channel.
///   - entryGradients: the gradients that belong to them.
///   - entryCounts: how many places are used, one a channel.
///   - capacity: places reserved for each channel.
///   - channels: output channels.
///   - input: the padded input of all images, pixels × inputChannels.
///   - inputGradient: the same shape, filled; nil where nothing below learns.
///   - pixelCount: pixels of the padded input.
///   - pixelsPerRow: pixels from one input row to the next.
///   - kernelRows: rows of the kernel.
///   - kernelColumns: columns of the kernel.
///   - inputChannels: input channels, contiguous.
///   - weights: channels × (kernelRows × kernelColumns × inputChannels).
///   - weightGradient: the same shape, added to.
///   - inputSlice: scratch, 16 × pixelCount.
///   - gradientSlice: scratch, 16 × pixelCount.
public func convolutionBackward(
  entryOffsets: UnsafePointer<Int32>, entryGradients: UnsafePointer<Float>,
  entryCounts: UnsafePointer<Int32>, capacity: Int, channels: Int,
  input: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>?,
  pixelCount: Int, pixelsPerRow: Int, kernelRows: Int, kernelColumns: Int, inputChannels: Int,
  weights: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>,
  inputSlice: UnsafeMutablePointer<Float>, gradientSlice: UnsafeMutablePointer<Float>
) {
  for first in stride(from: 0, to: inputChannels, by: laneCount) {
    let width = min(laneCount, inputChannels &- first)
    copySlice(input + first, pixelCount, inputChannels, width, to: inputSlice)
    if inputGradient != nil {
      for pixel in 0..<pixelCount { write(.zero, gradientSlice + pixel &* laneCount) }
    }
    let walk = TapWalk(
      input: inputSlice, inputGradient: inputGradient == nil ? nil : gradientSlice,
      step: inputChannels, width: width)
    var tap = first
    for channel in 0..<channels {
      let entries = Entries(
        offsets: entryOffsets + channel &* capacity,
        gradients: entryGradients + channel &* capacity, count: Int(entryCounts[channel]))
      if entries.count == 0 {
        tap &+= kernelRows &* kernelColumns &* inputChannels
        continue
      }
      for row in 0..<kernelRows {
        var column = 0
        while column < kernelColumns {
          let taps = min(3, kernelColumns &- column)
          let shift = (row &* pixelsPerRow &+ column) &* laneCount
          if taps == 3, width == laneCount, inputGradient != nil {
            walk3(
              entries, inputSlice + shift, gradientSlice + shift, weights + tap,
              weightGradient + tap, step: inputChannels)
          } else {
            walk.run(entries, taps, shift, weights + tap, weightGradient + tap)
          }
          column &+= taps
          tap &+= taps &* inputChannels
        }
      }
    }
    if let inputGradient {
      for pixel in 0..<pixelCount {
        write(
          load(gradientSlice + pixel &* laneCount),
          inputGradient + (pixel &* inputChannels &+ first), first: width)
      }
    }
  }
}

/// Copies up to sixteen channels of all pixels side by side, with zeros in the lanes beyond them.
@inline(__always)
private func copySlice(
  _ input: UnsafePointer<Float>, _ pixelCount: Int, _ inputChannels: Int, _ width: Int,
  to slice: UnsafeMutablePointer<Float>
) {
  if width == laneCount {
    for pixel in 0..<pixelCount {
      write(load(input + pixel &* inputChannels), slice + pixel &* laneCount)
    }
  } else {
    for pixel in 0..<pixelCount {
      for lane in 0..<laneCount {
        slice[pixel &* laneCount &+ lane] =
          lane < width ? input[pixel &* inputChannels &+ lane] : 0
      }
    }
  }
}
