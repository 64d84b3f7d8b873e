/// The backward pass of a dense layer or 1×1 convolution over the outputs that carry a gradient.
///
/// Order of every sum, the same at all CPU levels: a weight gradient sums its entries in the order of
/// the list; an input gradient sums over (output channel, entry).
///
/// - Parameters:
///   - entryOffsets: offsets of receptive fields in `input`, `capacity` places an output channel.
///   - entryGradients: the gradients that belong to them.
///   - entryCounts: how many places are used, one a channel.
///   - capacity: places reserved for each channel.
///   - channels: output channels.
///   - input: the input of all images.
///   - inputGradient: the same shape, added to; nil where nothing below learns.
///   - inputChannels: input channels, contiguous.
///   - weights: channels × inputChannels.
///   - weightGradient: the same shape, added to.
public func pointwiseBackward(
  entryOffsets: UnsafePointer<Int32>, entryGradients: UnsafePointer<Float>,
  entryCounts: UnsafePointer<Int32>, capacity: Int, channels: Int,
  input: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>?,
  inputChannels: Int, weights: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>
) {
  for channel in 0..<channels {
    let entries = Entries(
      offsets: entryOffsets + channel * capacity, gradients: entryGradients + channel * capacity,
      count: Int(entryCounts[channel]))
    guard entries.count > 0 else { continue }
    let tap = channel * inputChannels
    if let inputGradient {
      walk(entries, inputChannels, input, inputGradient, weights + tap, weightGradient + tap)
    } else {
      walkWeights(entries, inputChannels, input, weightGradient + tap)
    }
  }
}

@inline(__always)
private func walk(
  _ entries: Entries, _ inputChannels: Int, _ input: UnsafePointer<Float>,
  _ inputGradient: UnsafeMutablePointer<Float>, _ weights: UnsafePointer<Float>,
  _ weightGradient: UnsafeMutablePointer<Float>
) {
  var c = 0
  while c + 48 <= inputChannels {
    walk3(entries, input + c, inputGradient + c, weights + c, weightGradient + c)
    c += 48
  }
  while c + laneCount <= inputChannels {
    walk1(entries, input + c, inputGradient + c, weights + c, weightGradient + c)
    c += laneCount
  }
  while c < inputChannels {
    walkScalar(entries, input + c, inputGradient + c, weights[c], weightGradient + c)
    c += 1
  }
}

@inline(__always)
private func walkWeights(
  _ entries: Entries, _ inputChannels: Int, _ input: UnsafePointer<Float>,
  _ weightGradient: UnsafeMutablePointer<Float>
) {
  var c = 0
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
