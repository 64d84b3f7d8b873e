// The contrastive loss NT-Xent, in three steps, each of which all rows of a batch have to have passed before
// the next one begins. A row is one output of an example; the rows 2n and 2n + 1 belong together. Matrices
// have strides that are rounded up to multiples of 16, and room for whole pieces of rows.
//
// Reference: T. Chen, S. Kornblith, M. Norouzi, G. Hinton, "A Simple Framework for Contrastive Learning of
// Visual Representations", ICML 2020, equation 1.

/// Divides rows by their lengths √(Σ x² + 10⁻¹²), computed in double precision; a row of zeros stays.
///
/// - Parameters:
///   - outputs: the first row.
///   - outputStride: from one row to the next.
///   - rows: how many.
///   - count: elements of a row.
///   - units: filled: rows × paddedCount; those beyond `count` are left alone, and 0.
///   - columns: the same, transposed: filled at the places of these rows.
///   - columnStride: from one element of a row to the next, in `columns`.
///   - lengths: filled: one a row.
public func normalizeRows(
  outputs: UnsafePointer<Float>, outputStride: Int, rows: Int, count: Int,
  units: UnsafeMutablePointer<Float>, columns: UnsafeMutablePointer<Float>, columnStride: Int,
  lengths: UnsafeMutablePointer<Double>
) {
  let paddedCount = (count &+ 15) / 16 &* 16
  for row in 0..<rows {
    let output = outputs + row &* outputStride
    let unit = units + row &* paddedCount
    var sum = 0.0
    for index in 0..<count { sum += Double(output[index]) * Double(output[index]) }
    let length = (sum + 1e-12).squareRoot()
    lengths[row] = length
    for index in 0..<count {
      unit[index] = Float(Double(output[index]) / length)
      columns[index &* columnStride &+ row] = unit[index]
    }
  }
}

/// The losses of some rows, and the derivatives of the sum of all rows' losses by these rows' logits:
/// probability − 1 for the partner, the probability for all others, 0 for the row itself.
///
/// - Parameters:
///   - units: of all rows, readable for a whole piece from `first`.
///   - columns: the same, transposed.
///   - columnStride: a multiple of 16, at least `total`.
///   - first: the first row.
///   - rows: how many.
///   - total: rows of the batch.
///   - count: elements of a row.
///   - sharpness: 1 / temperature.
///   - derivatives: of all rows: total × columnStride; those of these rows are filled.
///   - losses: of all rows; those of these rows are filled.
/// - Returns: how many rows' most similar other, of equal ones the first, is the partner.
public func contrastRows(
  units: UnsafePointer<Float>, columns: UnsafePointer<Float>, columnStride: Int, first: Int,
  rows: Int, total: Int, count: Int, sharpness: Float,
  derivatives: UnsafeMutablePointer<Float>, losses: UnsafeMutablePointer<Double>
) -> Int {
  let paddedCount = (count &+ 15) / 16 &* 16
  multiply(
    units + first &* paddedCount, rows: rows, depth: paddedCount, columns, columns: columnStride,
    derivatives + first &* columnStride)
  var hits = 0
  for row in first..<(first &+ rows) {
    let logits = derivatives + row &* columnStride
    let partner = row ^ 1
    for index in 0..<total { logits[index] *= sharpness }
    logits[row] = -.infinity
    for index in total..<columnStride { logits[index] = -.infinity }
    var largest = 0
    for index in 0..<total where logits[index] > logits[largest] { largest = index }
    if largest == partner { hits &+= 1 }
    let distance = Double(logits[largest]) - Double(logits[partner])
    let sum = exponentials(of: logits, less: logits[largest], columnStride)
    losses[row] = logarithm(sum) + distance
    divide(logits, by: Float(sum), columnStride)
    logits[partner] -= 1
  }
  return hits
}

/// Replaces elements by e to the power of each less the largest; their sum in double precision.
@inline(__always)
private func exponentials(
  of values: UnsafeMutablePointer<Float>, less largest: Float, _ count: Int
) -> Double {
  let top = Vector(repeating: largest)
  var sum = DoubleSum()
  for first in stride(from: 0, to: count, by: laneCount) {
    let value = exponential(load(values + first) - top)
    write(value, values + first)
    sum.add(widened(value.lowHalf), widened(value.highHalf))
  }
  return sum.total
}

@inline(__always)
private func divide(_ values: UnsafeMutablePointer<Float>, by divisor: Float, _ count: Int) {
  let divisor = Vector(repeating: divisor)
  for first in stride(from: 0, to: count, by: laneCount) {
    write(load(values + first) / divisor, values + first)
  }
}

/// The gradients of some rows' outputs: through both matrices of derivatives (a cosine belongs to two rows),
/// then through the division by the length.
///
/// - Parameters:
///   - derivatives: of all rows, as `contrastRows` left them.
///   - columnStride: from one row of `derivatives` to the next.
///   - units: of all rows.
///   - lengths: of all rows.
///   - first: the first row.
///   - rows: how many.
///   - total: rows of the batch.
///   - count: elements of a row.
///   - factor: 1 / (temperature × total).
///   - sums: scratch: total × a whole piece of rows.
///   - products: scratch: paddedCount × a whole piece of rows.
///   - gradients: of all rows, total × count; those of these rows are filled.
public func contrastGradients(
  derivatives: UnsafePointer<Float>, columnStride: Int, units: UnsafePointer<Float>,
  lengths: UnsafePointer<Double>, first: Int, rows: Int, total: Int, count: Int, factor: Double,
  sums: UnsafeMutablePointer<Float>, products: UnsafeMutablePointer<Float>,
  gradients: UnsafeMutablePointer<Float>
) {
  let paddedCount = (count &+ 15) / 16 &* 16
  for other in 0..<total {
    let column = derivatives + (other &* columnStride &+ first)
    let row = derivatives + (first &* columnStride &+ other)
    for index in 0..<rows {
      sums[index &* total &+ other] = row[index &* columnStride] + column[index]
    }
  }
  multiply(sums, rows: rows, depth: total, units, columns: paddedCount, products)
  for index in 0..<rows {
    let row = first &+ index
    let unit = units + row &* paddedCount
    let product = products + index &* paddedCount
    var along = 0.0
    for element in 0..<count { along += Double(unit[element]) * Double(product[element]) }
    let scale = factor / lengths[row]
    for element in 0..<count {
      let across = Double(product[element]) - Double(unit[element]) * along
      gradients[row &* count &+ element] = Float(across * scale)
    }
  }
}
