/// The backward pass of a convolution or dense layer over the outputs that carry a gradient.
///
/// Behind a ReLU and a max-pool only the winning positions with a positive activation carry one: the
/// caller lists them (`listGradients`), and this walk adds gradient × input patch to the weight
/// gradient and gradient × weights to the input gradient. Work is proportional to the list.
///
/// Order of every sum, the same at all CPU levels: a weight gradient sums its entries in the order of
/// the list; an input gradient sums over (output channel, kernel row, kernel column, entry).
///
/// - Parameters:
///   - entryOffsets: offsets of receptive fields in `input`, `capacity` places an output channel.
///   - entryGradients: the gradients that belong to them.
///   - entryCounts: how many places are used, one a channel.
///   - capacity: places reserved for each channel.
///   - channels: output channels.
///   - input: the padded input of all images of the tile.
///   - inputGradient: the same shape, added to; nil where nothing below learns.
///   - kernelRows: rows of the kernel.
///   - kernelColumns: columns of the kernel.
///   - inputChannels: input channels, contiguous.
///   - rowStride: floats from one input row to the next.
///   - weights: channels × (kernelRows × kernelColumns × inputChannels).
///   - weightGradient: the same shape, added to.
public func affineBackward(
  entryOffsets: UnsafePointer<Int32>, entryGradients: UnsafePointer<Float>,
  entryCounts: UnsafePointer<Int32>, capacity: Int, channels: Int,
  input: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>?,
  kernelRows: Int, kernelColumns: Int, inputChannels: Int, rowStride: Int,
  weights: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>
) {
  let fieldSize = kernelRows * kernelColumns * inputChannels
  for channel in 0..<channels {
    let entries = Entries(
      offsets: entryOffsets + channel * capacity, gradients: entryGradients + channel * capacity,
      count: Int(entryCounts[channel]))
    guard entries.count > 0 else { continue }
    var tap = channel * fieldSize
    for row in 0..<kernelRows {
      for column in 0..<kernelColumns {
        let shift = row * rowStride + column * inputChannels
        walk(
          entries, inputChannels, input + shift, inputGradient.map { $0 + shift },
          weights + tap, weightGradient + tap)
        tap += inputChannels
      }
    }
  }
}

/// The outputs of one channel that carry a gradient.
struct Entries {
  let offsets: UnsafePointer<Int32>
  let gradients: UnsafePointer<Float>
  let count: Int
}

@inline(__always)
private func walk(
  _ entries: Entries, _ inputChannels: Int, _ input: UnsafePointer<Float>,
  _ inputGradient: UnsafeMutablePointer<Float>?, _ weights: UnsafePointer<Float>,
  _ weightGradient: UnsafeMutablePointer<Float>
) {
  var c = 0
  if let inputGradient {
    while c + 64 <= inputChannels {
      walk4(entries, input + c, inputGradient + c, weights + c, weightGradient + c)
      c += 64
    }
    while c + laneCount <= inputChannels {
      walk1(entries, input + c, inputGradient + c, weights + c, weightGradient + c)
      c += laneCount
    }
    while c < inputChannels {
      walkScalar(entries, input + c, inputGradient + c, weights[c], weightGradient + c)
      c += 1
    }
  } else {
    while c + 64 <= inputChannels {
      walkWeights4(entries, input + c, weightGradient + c)
      c += 64
    }
    while c + laneCount <= inputChannels {
      walkWeights1(entries, input + c, weightGradient + c)
      c += laneCount
    }
    while c < inputChannels {
      walkWeightsScalar(entries, input + c, weightGradient + c)
      c += 1
    }
  }
}
