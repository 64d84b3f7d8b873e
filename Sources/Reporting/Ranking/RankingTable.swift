import Statistics
import Study

/// `ranking.csv`: one row an arm, labelled-set size and test set, the best of a size first.
enum RankingTable {
  static func text(_ rankings: [Ranking]) -> String {
    var csv = CSV(
      header: [
        "labels", "rank", "arm", "n", "mean", "ci_low", "ci_high", "best", "mean_difference",
        "difference_low", "difference_high", "pairs", "p", "p_holm", "standing", "planned", "test",
      ])
    for ranking in rankings {
      for place in ranking.places { csv.add(row(place, ranking)) }
    }
    return csv.text
  }

  private static func row(_ place: Ranking.Place, _ ranking: Ranking) -> [String] {
    let it = place.comparison
    return [
      "\(ranking.labels)", "\(place.rank)", place.arm, "\(place.sample.count)",
      CSV.number(place.sample.mean), CSV.number(place.interval?.lower),
      CSV.number(place.interval?.upper), ranking.places[0].arm, CSV.number(it?.meanGap),
      CSV.number(it?.interval?.lower), CSV.number(it?.interval?.upper),
      it.map { "\($0.count)" } ?? "", CSV.number(it?.test?.p), CSV.number(place.adjustedP),
      place.standing.rawValue, "\(ranking.planned)", ranking.test,
    ]
  }
}
