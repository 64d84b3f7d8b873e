/// Classes of colours: the plane of the two opponents, cut into a square of equal cells.
///
/// The class of a cell is its place along blue × `bins` + that along red. With an odd number of bins, grey
/// is in the middle of a cell; with an even one it lies on a border, and hardly coloured pixels fall into
/// four classes.
struct ColourGrid: Equatable {
  /// Cells on each side.
  let bins: Int

  /// How many classes there are; of some no pixel can be, since bytes do not reach them.
  var classCount: Int { bins * bins }

  /// The class of a colour.
  func label(_ colour: OpponentColour) -> Int {
    cell(colour.blue, OpponentColour.blueLimit) &* bins
      &+ cell(colour.red, OpponentColour.redLimit)
  }

  /// The opponents in the middle of a cell.
  ///
  /// - Parameter label: 0 ..< classCount.
  /// - Returns: 1000 × (B − Y) and 1000 × (R − Y).
  func centre(of label: Int) -> (blue: Double, red: Double) {
    (
      middle(label / bins, OpponentColour.blueLimit), middle(label % bins, OpponentColour.redLimit)
    )
  }

  private func cell(_ value: Int, _ limit: Int) -> Int {
    (value &+ limit) &* bins / (2 &* limit &+ 1)
  }

  private func middle(_ cell: Int, _ limit: Int) -> Double {
    Double((2 * cell + 1) * (2 * limit + 1)) / Double(2 * bins) - 0.5 - Double(limit)
  }
}
