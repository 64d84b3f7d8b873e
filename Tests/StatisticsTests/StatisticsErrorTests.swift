import Statistics
import Testing

@Suite("Statistics errors")
struct StatisticsErrorTests {
  @Test(
    "The text is one line with the value and the rule",
    arguments: [
      (
        .gsl(function: "gsl_sf_poch_e", code: 1),
        "gsl_sf_poch_e: GSL reports input domain error (status 1)"
      ),
      (.level(95), "confidence level 95.0 is not between 0 and 1; use 0.95 for 95 %"),
      (.probability(index: 0, value: 2), "p-value 1 is 2.0; it must lie between 0 and 1"),
      (
        .oneSidedSignificance(5),
        "significance level 5.0 is not between 0 and 0.5; use 0.05 for 5 %"
      ),
      (
        .margin(0),
        "equivalence margin 0.0 is not a finite number above 0; "
          + "use 0.005 for half a percentage point"
      ),
      (.significance(5), "significance level 5.0 is not between 0 and 1; use 0.05 for 5 %"),
      (
        .power(0.01, alpha: 0.05),
        "power 0.01 is not between the significance level 0.05 and 1; use 0.8 for 80 %"
      ),
      (
        .effect(.infinity),
        "effect size inf is not finite; give the mean difference over its standard deviation"
      ),
      (.correct(4, of: 3), "4 correct of 3 test images; give a count from 0 to 3"),
      (
        .tooMany(1_000_001),
        "1000001 trials; exact binomial probabilities are computed for at most 1000000"
      ),
      (.testImages(0), "0 test images; accuracies need at least 1"),
    ] as [(StatisticsError, String)])
  func text(error: StatisticsError, expected: String) {
    #expect("\(error)" == expected)
  }
}
