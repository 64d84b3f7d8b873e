/// The area under a curve of precision over recall.
///
/// At every recall the precision is the highest that there is at this or a higher recall, and all points
/// count, as in the PASCAL VOC challenges since 2010; before, eleven points did.
///
/// Reference: M. Everingham, S. M. A. Eslami, L. Van Gool, C. K. I. Williams, J. Winn, A. Zisserman, "The
/// PASCAL Visual Object Classes Challenge: A Retrospective", International Journal of Computer Vision 111
/// (2015), doi:10.1007/s11263-014-0733-5.
///
/// - Parameters:
///   - hits: whether each detection found an object of its own, the surest detection first.
///   - objects: how many objects there are, found or not.
/// - Returns: from 0 to 1; 0 for no object.
func averagePrecision(hits: [Bool], objects: Int) -> Double {
  var found = hits.count { $0 }
  var highest = 0.0
  var sum = 0.0
  for rank in hits.indices.reversed() where hits[rank] {
    highest = max(highest, Double(found) / Double(rank + 1))
    sum += highest
    found -= 1
  }
  return objects > 0 ? sum / Double(objects) : 0
}

/// Images in the order of how sure a network is that they are of a class.
///
/// The softmax probability of the class falls as the odds against it rise, Σ exp(other − own) over the other
/// classes. These are compared, since they differ where probabilities near 1 round to 1.
///
/// - Parameters:
///   - label: the class.
///   - outputs: **shape** (images × width), row-major.
///   - width: outputs of an image.
///   - classCount: the first of them, which are classes.
/// - Returns: numbers of images, the surest first; of equally sure ones the first.
func ranking(of label: Int, outputs: [Float], width: Int, classCount: Int) -> [Int] {
  let odds = (0..<outputs.count / width).map { image in
    let own = Double(outputs[image * width + label])
    var sum = 0.0
    for other in 0..<classCount where other != label {
      sum += exponential(Double(outputs[image * width + other]) - own)
    }
    return sum.isNaN ? .infinity : sum
  }
  return odds.indices.sorted { (odds[$0], $0) < (odds[$1], $1) }
}

/// e to the power of a number, which is cut to ±700.
///
/// Cody–Waite reduction by ln 2 in two parts, then Taylor's polynomial of degree 13 on |r| ≤ ln 2 / 2: no
/// libm, the same bits everywhere.
///
/// Reference: J.-M. Muller, "Elementary Functions: Algorithms and Implementation", 2016, chapter 11.
func exponential(_ number: Double) -> Double {
  guard !number.isNaN else { return number }
  let number = min(max(number, -700), 700)
  let turns = Int(number * 1.442_695_040_888_963_4 + (number < 0 ? -0.5 : 0.5))
  let high = Double(bitPattern: 0x3FE6_2E42_FEE0_0000)  // The upper half of the bits of ln 2.
  let rest = (number - Double(turns) * high) - Double(turns) * 1.908_214_929_270_587_7e-10
  var sum = 1.0
  for step in stride(from: 13, to: 0, by: -1) { sum = 1 + rest / Double(step) * sum }
  return sum * Double(bitPattern: UInt64(turns + 1023) << 52)
}
