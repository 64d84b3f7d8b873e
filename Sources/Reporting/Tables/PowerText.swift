import Statistics
public import Study

/// A plan of repetitions as text and for programs; gaps and spreads are in percentage points.
public struct PowerText: Encodable {
  struct Row: Encodable {
    let repetitions: Int
    let power: Double?
    let smallestGap: Double?
  }

  let version = 1
  let gap: Double?
  let standardDeviation: Double
  let power: Double
  let alpha: Double
  let repetitionsNeeded: Int?
  let fractionalRepetitions: Double?
  let rows: [Row]
  private let curve: [(count: Double, power: Double)]?
  private let asked: Int?

  private enum CodingKeys: String, CodingKey {
    case version, gap, standardDeviation, power, alpha, repetitionsNeeded, fractionalRepetitions
    case rows
  }

  /// The text of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan, in points.
  ///   - asked: a number of repetitions that was asked for.
  /// - Throws: `StatisticsError` should GSL fail.
  public init(_ plan: PowerPlan, asked: Int? = nil) throws {
    gap = plan.gap
    standardDeviation = plan.standardDeviation
    power = plan.power
    alpha = plan.alpha
    repetitionsNeeded = plan.needed?.whole
    fractionalRepetitions = Rounded.number(plan.needed?.fractional)
    rows = plan.rows.map {
      Row(
        repetitions: $0.count, power: Rounded.number($0.power),
        smallestGap: Rounded.number($0.smallestGap))
    }
    curve = try plan.curve(points: TextPlot.columns)
    self.asked = asked
  }

  /// For a terminal, or as Markdown.
  ///
  /// - Parameter format: the format.
  /// - Returns: text without a line end after the last line.
  public func text(_ format: TextFormat) -> String { format.text(blocks) }

  var blocks: [Block] {
    var blocks: [Block] = [.heading(1, "Repetitions"), .answer(RichText(answer)), .table(table)]
    if let curve {
      blocks.append(.paragraph("Power by number of repetitions:"))
      blocks.append(.listing(TextPlot.text(curve)))
    }
    blocks.append(
      .paragraph(
        """
        Two-sided paired t test at α = \(Significant.text(alpha)) of normal differences with a \
        standard deviation of \(Significant.text(standardDeviation)) points.
        """))
    return blocks
  }

  private var answer: String {
    let wished = "power \(Significant.text(power))"
    var sentences: [String] = []
    if let gap {
      let gap = "A gap of \(Significant.text(gap)) points"
      sentences.append(
        repetitionsNeeded.map { "\(gap) needs \($0) repetitions for \(wished)." }
          ?? "\(gap) is seen with \(wished) by no number of repetitions.")
    }
    if let asked, let row = rows.first(where: { $0.repetitions == asked }) {
      if let power = row.power {
        sentences.append("\(asked) repetitions have power \(Points.p(power)).")
      }
      if let smallest = row.smallestGap {
        sentences.append(
          "The smallest gap that \(asked) repetitions see with \(wished) is \(Points.p(smallest)) "
            + "points.")
      }
    }
    return sentences.joined(separator: " ")
  }

  private var table: Table {
    let hasGap = gap != nil
    let header: [RichText] =
      ["repetitions"] + (hasGap ? ["power"] : []) + [
        "smallest gap at power \(Significant.text(power))"
      ]
    let cells = rows.map { row -> [RichText] in
      let power = row.power.map { FixedDecimals.text($0, decimals: 3) } ?? "–"
      let smallest = row.smallestGap.map { FixedDecimals.text($0, decimals: 3) } ?? "–"
      return ["\(row.repetitions)"] + (hasGap ? [RichText(power)] : []) + [RichText(smallest)]
    }
    return Table(header, cells, left: 0)
  }
}
