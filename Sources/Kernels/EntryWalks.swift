// The innermost loops of the backward passes: a few vectors of weights and all the entries of one
// output channel. The weight gradients stay in registers over the whole list.

/// The outputs of one channel that carry a gradient.
struct Entries {
  let offsets: UnsafePointer<Int32>
  let gradients: UnsafePointer<Float>
  let count: Int
}

/// Three vectors of weights, `step` floats apart; those of the input are neighbours.
@inline(__always)
func walk3(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ inputGradient: UnsafeMutablePointer<Float>,
  _ weights: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>,
  step: Int = laneCount
) {
  let w0 = load(weights), w1 = load(weights + step), w2 = load(weights + 2 &* step)
  var d0 = load(weightGradient), d1 = load(weightGradient + step)
  var d2 = load(weightGradient + 2 &* step)
  for entry in 0..<entries.count {
    let gradient = Vector(repeating: entries.gradients[entry])
    let x = input + Int(entries.offsets[entry])
    let y = inputGradient + Int(entries.offsets[entry])
    d0 = fma(gradient, load(x), d0)
    d1 = fma(gradient, load(x + 16), d1)
    d2 = fma(gradient, load(x + 32), d2)
    write(fma(gradient, w0, load(y)), y)
    write(fma(gradient, w1, load(y + 16)), y + 16)
    write(fma(gradient, w2, load(y + 32)), y + 32)
  }
  write(d0, weightGradient)
  write(d1, weightGradient + step)
  write(d2, weightGradient + 2 &* step)
}

/// Two vectors of weights, `step` floats apart.
@inline(__always)
func walk2(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ inputGradient: UnsafeMutablePointer<Float>,
  _ weights: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>, step: Int
) {
  let w0 = load(weights), w1 = load(weights + step)
  var d0 = load(weightGradient), d1 = load(weightGradient + step)
  for entry in 0..<entries.count {
    let gradient = Vector(repeating: entries.gradients[entry])
    let x = input + Int(entries.offsets[entry])
    let y = inputGradient + Int(entries.offsets[entry])
    d0 = fma(gradient, load(x), d0)
    d1 = fma(gradient, load(x + 16), d1)
    write(fma(gradient, w0, load(y)), y)
    write(fma(gradient, w1, load(y + 16)), y + 16)
  }
  write(d0, weightGradient)
  write(d1, weightGradient + step)
}

@inline(__always)
func walk1(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ inputGradient: UnsafeMutablePointer<Float>,
  _ weights: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>
) {
  let w = load(weights)
  var d = load(weightGradient)
  for entry in 0..<entries.count {
    let gradient = Vector(repeating: entries.gradients[entry])
    let y = inputGradient + Int(entries.offsets[entry])
    d = fma(gradient, load(input + Int(entries.offsets[entry])), d)
    write(fma(gradient, w, load(y)), y)
  }
  write(d, weightGradient)
}

@inline(__always)
func walkScalar(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ inputGradient: UnsafeMutablePointer<Float>,
  _ weight: Float, _ weightGradient: UnsafeMutablePointer<Float>
) {
  var d = weightGradient[0]
  for entry in 0..<entries.count {
    let offset = Int(entries.offsets[entry])
    d = fma(entries.gradients[entry], input[offset], d)
    inputGradient[offset] = fma(entries.gradients[entry], weight, inputGradient[offset])
  }
  weightGradient[0] = d
}

@inline(__always)
func walkWeights4(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>
) {
  var d0 = load(weightGradient), d1 = load(weightGradient + 16)
  var d2 = load(weightGradient + 32), d3 = load(weightGradient + 48)
  for entry in 0..<entries.count {
    let gradient = Vector(repeating: entries.gradients[entry])
    let x = input + Int(entries.offsets[entry])
    d0 = fma(gradient, load(x), d0)
    d1 = fma(gradient, load(x + 16), d1)
    d2 = fma(gradient, load(x + 32), d2)
    d3 = fma(gradient, load(x + 48), d3)
  }
  write(d0, weightGradient)
  write(d1, weightGradient + 16)
  write(d2, weightGradient + 32)
  write(d3, weightGradient + 48)
}

@inline(__always)
func walkWeights1(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>
) {
  var d = load(weightGradient)
  for entry in 0..<entries.count {
    let gradient = Vector(repeating: entries.gradients[entry])
    d = fma(gradient, load(input + Int(entries.offsets[entry])), d)
  }
  write(d, weightGradient)
}

@inline(__always)
func walkWeightsScalar(
  _ entries: Entries, _ input: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>
) {
  var d = weightGradient[0]
  for entry in 0..<entries.count {
    d = fma(entries.gradients[entry], input[Int(entries.offsets[entry])], d)
  }
  weightGradient[0] = d
}
