import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("The ranking of a report")
struct RankingSectionTests {
  /// Five arms of 100 images over five seeds; with 1000 labels `close` and `mid`, whose
  /// unadjusted p is .0062, are not shown to be worse.
  private static let counts: [(arm: String, few: [Int?], many: [Int?])] = [
    ("supervised", [70, 75, 71, 74, 72], [90, 92, 91, 89, 93]),
    ("mid", [84, 87, 88, 86, 85], [84, 87, 88, 86, 85]),
    ("close", [60, 62, 61, 64, 63], [89, 93, 90, 89, 92]),
    ("shift", [50, 55, 51, 54, 52], [80, 82, 81, 79, 83]),
    ("some", [nil, nil, nil, nil, nil], [70, 72, nil, nil, 71]),
  ]

  private static func made(_ arms: Int = 5, labels: [Int] = [100, 1000]) throws -> (
    rankings: [Ranking], design: Analysis.Design
  ) {
    let chosen = counts.prefix(arms)
    let observations = chosen.flatMap { item in
      zip([100, 1000], [item.few, item.many]).flatMap { labels, counts in
        counts.enumerated().compactMap { seed, count in
          count.map {
            Analysis.Observation(
              arm: item.arm, labels: labels, seed: UInt64(seed), test: "test", correct: $0)
          }
        }
      }
    }
    let design = Analysis.Design(
      baseline: "supervised", arms: chosen.map(\.arm), labels: labels,
      tests: [.init(name: "test", total: 100)], seeds: (0..<5).map { UInt64($0) })
    return (try Ranking.rankings(of: observations, design), design)
  }

  private func section(_ labels: [Int] = [100, 1000]) throws -> RankingSection {
    let (rankings, design) = try Self.made(labels: labels)
    return try #require(RankingSection(rankings, design))
  }

  @Test("Ranks across sizes come first, ordered by their mean; an arm without a size has none")
  func overview() throws {
    let text = MarkdownWriter.text(try section().blocks(figure: []))
    #expect(
      text.contains(
        """
        | arm | 100 | 1000 | mean rank |
        | --- | ---: | ---: | ---: |
        | `supervised` | 2 | **1** | 1.5 |
        | `mid` | **1** | 3 † | 2.0 |
        | `close` | 3 | 2 † | 2.5 |
        | `shift` | 4 | 4 ‡ | 4.0 |
        | `some` | – | 5 | – |
        """))
  }

  // Differences and intervals after scipy 1.17, ttest_rel; of five arms there are ten pairs.
  @Test("Every size has a table with the differences from the best, which are tested in pairs")
  func tables() throws {
    let text = MarkdownWriter.text(try section().blocks(figure: []))
    #expect(text.contains("With 100 labels. No result yet: `some`."))
    #expect(
      text.contains(
        """
        | rank | arm | accuracy | minus `supervised` | 95 % interval | p (Holm) | n |
        | --- | --- | ---: | ---: | ---: | ---: | ---: |
        | 1 | `supervised` | **91.00 ± 1.96** | – | – | – | 5 |
        | 2 | `close` | 90.60 ± 2.26 † | −0.40 | [−1.51, +0.71] | 1 | 5 |
        """))
    #expect(text.contains("| −10.00 | every repetition shows the same difference | – | 5 |"))
    #expect(text.contains("| 3 of 5 |"))
    #expect(text.contains("An arm that lacks repetitions is ranked by those it has"))
  }

  @Test("The text says what the mark means, and that the best flatters itself")
  func meaning() throws {
    let text = MarkdownWriter.text(try section().blocks(figure: []))
    #expect(text.contains("not shown to be worse than the best"))
    #expect(text.contains("the winner's curse"))
    #expect(text.contains("p ≥ 0.05 after Holm's adjustment over all pairs of arms of a size"))
  }

  @Test("Few arms are not ranked, and a single size needs no overview")
  func few() throws {
    let (rankings, design) = try Self.made(4)
    #expect(RankingSection(rankings, design) == nil)
    #expect(!MarkdownWriter.text(try section([100]).blocks(figure: [])).contains("mean rank |"))
    #expect(RankingSection([], try Self.made().design) == nil)
  }

  @Test("The file has a row an arm and size, the best first")
  func csv() throws {
    let lines = RankingTable.text(try Self.made().rankings).split(whereSeparator: \.isNewline)
    #expect(lines.count == 1 + 4 + 5)
    #expect(
      lines[1] == "100,1,mid,5,0.86,0.840368,0.879632,mid,,,,,,,best,5,test")
    #expect(
      lines[6]
        == "1000,2,close,5,0.906,0.883444,0.928556,supervised,-0.004,-0.0151058,0.00710578,5,"
        + "0.373901,1,not shown worse,5,test")
    #expect(lines[9].hasSuffix(",worse,5,test") && lines[9].hasPrefix("1000,5,some,3,"))
  }

  @Test("The picture has a panel a size, every arm's name once a line, and says who is best")
  func figure() throws {
    let picture = RankingFigure(section: try section(), dataset: "mnist").picture
    let drawn = try #require(
      try Gnuplot(environment: GnuplotTests.plain).draw([picture]).first)
    let parsed = XMLText(drawn.svg)
    #expect(parsed.error == nil)
    let texts = parsed.texts.map { $0.trimmingCharacters(in: .whitespaces) }
    for arm in Self.counts.map(\.arm) { #expect(texts.filter { $0 == arm }.count == 1, "\(arm)") }
    #expect(texts.contains("100 labels") && texts.contains("1000 labels"))
    #expect(
      picture.figure.alternative
        == "Ranking of 5 arms on mnist: with 100 labels mid is best, all others; with 1000 labels "
        + "supervised is best, close, mid not shown worse.")
    #expect(drawn.svg.count < 60_000)
  }

  @Test("Many arms and sizes, one size, and values without spread can be drawn")
  func extremes() throws {
    let gnuplot = try Gnuplot(environment: GnuplotTests.plain)
    for (arms, sizes, seeds) in [(22, 5, 3), (6, 1, 1), (5, 4, 2)] {
      let names = (0..<arms).map { "arm number \($0) with a name" }
      let labels = (0..<sizes).map { 10 * ($0 + 1) }
      let observations = names.enumerated().flatMap { arm, name in
        labels.flatMap { size in
          (0..<seeds).map {
            Analysis.Observation(
              arm: name, labels: size, seed: UInt64($0), test: "test",
              correct: arms == 5 ? 100 : 500 + 7 * arm + size + $0 * (arm % 3))
          }
        }
      }
      let design = Analysis.Design(
        baseline: names[0], arms: names, labels: labels, tests: [.init(name: "test", total: 1000)],
        seeds: (0..<seeds).map { UInt64($0) })
      let section = try #require(
        RankingSection(try Ranking.rankings(of: observations, design), design))
      let drawn = try gnuplot.draw([RankingFigure(section: section, dataset: "x").picture])
      #expect(XMLText(drawn[0].svg).error == nil)
    }
  }
}
