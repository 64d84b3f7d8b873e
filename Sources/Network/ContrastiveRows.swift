/// The memory of the contrastive loss over the outputs of a batch, one a row, and its steps.
///
/// A step is cut into pieces of rows, which threads may share: first every row is taken, then all pieces are
/// compared, then all are differentiated. What is summed over rows is summed in the order of the rows.
final class ContrastiveRows {
  /// Elements of a row.
  private let count: Int
  private let temperature: Float
  private let kernels: KernelSet
  /// Rows of length 1: rows × paddedCount, and the same transposed.
  private let units: Buffer<Float>
  private let columns: Buffer<Float>
  private let columnStride: Int
  private let lengths: Buffer<Double>
  private let derivatives: Buffer<Float>
  private let losses: Buffer<Double>
  private let hits: Buffer<Int>
  // For gradients; the scratch is one a thread.
  private let gradients: Buffer<Float>
  private let sums: Buffer<Float>
  private let products: Buffer<Float>
  private let sumSize: Int
  private let productSize: Int

  /// Rows of a piece: a multiple of what the matrix product does at a time.
  static var pieceSize: Int { 24 }

  /// Memory for so many rows.
  ///
  /// - Parameters:
  ///   - rows: the most that a batch has.
  ///   - count: elements of a row.
  ///   - temperature: what cosines are divided by.
  ///   - threads: how many may differentiate at a time; 0 where no gradients are wanted.
  ///   - kernels: those of a CPU level.
  init(rows: Int, count: Int, temperature: Float, threads: Int, kernels: KernelSet) {
    self.count = count
    self.temperature = temperature
    self.kernels = kernels
    let pieces = Self.pieces(rows)
    let whole = pieces * Self.pieceSize
    columnStride = padded(rows)
    units = Buffer(whole * padded(count), zero: 0)
    columns = Buffer(padded(count) * columnStride, zero: 0)
    lengths = Buffer(rows, zero: 0)
    derivatives = Buffer(whole * columnStride, zero: 0)
    losses = Buffer(rows, zero: 0)
    hits = Buffer(pieces, zero: 0)
    gradients = Buffer(threads > 0 ? rows * count : 0, zero: 0)
    sumSize = Self.pieceSize * rows
    productSize = Self.pieceSize * padded(count)
    sums = Buffer(threads * sumSize, zero: 0)
    products = Buffer(threads * productSize, zero: 0)
  }
}

extension ContrastiveRows {
  /// Memory for the loss of a model.
  ///
  /// - Parameters:
  ///   - model: its loss and outputs; nil is made where its loss compares no examples.
  ///   - examples: the most that a batch has.
  ///   - threads: how many may differentiate at a time; 0 where no gradients are wanted.
  convenience init?(_ model: Model, examples: Int, threads: Int) {
    guard case .contrastive(let temperature) = model.loss else { return nil }
    self.init(
      rows: 2 * examples, count: model.architecture.output.count, temperature: temperature,
      threads: threads, kernels: model.kernels)
  }

  /// How many pieces a batch is cut into.
  static func pieces(ofExamples examples: Int) -> Int { pieces(2 * examples) }

  private static func pieces(_ rows: Int) -> Int { (rows + pieceSize - 1) / pieceSize }

  private func rows(of piece: Int, _ total: Int) -> Range<Int> {
    piece * Self.pieceSize..<min((piece + 1) * Self.pieceSize, total)
  }

  /// Takes the outputs of all examples of a workspace.
  ///
  /// - Parameters:
  ///   - places: of the examples in the batch.
  ///   - workspace: whose forward pass is done.
  func take(_ places: Range<Int>, from workspace: Workspace) {
    take(
      places, workspace.values[workspace.stages.count].pointer,
      stride: workspace.outputView.imageStride)
  }

  /// Takes outputs, two an example.
  ///
  /// - Parameters:
  ///   - places: of the examples in the batch.
  ///   - outputs: the first one.
  ///   - stride: from one output to the next.
  func take(_ places: Range<Int>, _ outputs: UnsafePointer<Float>, stride: Int) {
    let first = 2 * places.lowerBound
    kernels.normalizeRows(
      outputs, stride, 2 * places.count, count, units.pointer + first * padded(count),
      columns.pointer + first, columnStride, lengths.pointer + first)
  }

  /// Makes the losses of a piece of the batch's rows.
  func compare(piece: Int, ofExamples examples: Int) {
    let rows = rows(of: piece, 2 * examples)
    hits.pointer[piece] = kernels.contrastRows(
      units.pointer, columns.pointer, columnStride, rows.lowerBound, rows.count, 2 * examples,
      count, 1 / temperature, derivatives.pointer, losses.pointer)
  }

  /// Makes the gradients, by a piece of the batch's rows, of the batch's mean loss.
  func differentiate(piece: Int, ofExamples examples: Int, on thread: Int) {
    let rows = rows(of: piece, 2 * examples)
    kernels.contrastGradients(
      derivatives.pointer, columnStride, units.pointer, lengths.pointer, rows.lowerBound,
      rows.count, 2 * examples, count, 1 / (Double(temperature) * Double(2 * examples)),
      sums.pointer + thread * sumSize, products.pointer + thread * productSize,
      gradients.pointer)
  }

  /// Copies gradients to where the outputs came from.
  ///
  /// - Parameters:
  ///   - places: of the examples in the batch.
  ///   - workspace: which has them all.
  func giveGradients(_ places: Range<Int>, to workspace: Workspace) {
    let stride = workspace.outputView.imageStride
    let first = 2 * places.lowerBound
    for row in 0..<(2 * places.count) {
      let target = workspace.valueGradients[workspace.stages.count].pointer + row * stride
      target.update(from: gradients.pointer + (first + row) * count, count: count)
      for index in count..<stride { target[index] = 0 }
    }
  }

  /// The loss of an example: the mean of its two rows'.
  func loss(of place: Int) -> Double {
    (losses.pointer[2 * place] + losses.pointer[2 * place + 1]) / 2
  }

  /// The sum of the losses of some examples, in order.
  func lossSum(of places: Range<Int>) -> Double {
    var sum = 0.0
    for place in places { sum += loss(of: place) }
    return sum
  }

  /// How many of the batch's rows have their partner as the most similar other.
  func hits(ofExamples examples: Int) -> Hits {
    var result = Hits(correct: 0, total: 2 * examples)
    for piece in 0..<Self.pieces(ofExamples: examples) { result.correct += hits.pointer[piece] }
    return result
  }
}
