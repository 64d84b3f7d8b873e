import CGSL

extension StatisticsError: CustomStringConvertible {
  /// One line: the value, the place, the rule and the remedy.
  public var description: String {
    switch self {
    case .gsl(let function, let code):
      "\(function): GSL reports \(String(cString: gsl_strerror(code))) (status \(code))"
    case .undefinedResult(let function):
      "\(function): GSL returned no finite number; check that its arguments are in range"
    case .notFinite(let index, let value):
      "value \(index + 1) is \(value); a sample takes finite numbers only, leave it out"
    case .level(let level):
      "confidence level \(level) is not between 0 and 1; use 0.95 for 95 %"
    case .oneSidedSignificance(let alpha):
      "significance level \(alpha) is not between 0 and 0.5; use 0.05 for 5 %"
    case .margin(let margin):
      "equivalence margin \(margin) is not a finite number above 0; "
        + "use 0.005 for half a percentage point"
    case .significance(let alpha):
      "significance level \(alpha) is not between 0 and 1; use 0.05 for 5 %"
    case .power(let power, let alpha):
      "power \(power) is not between the significance level \(alpha) and 1; use 0.8 for 80 %"
    case .effect(let effect):
      "effect size \(effect) is not finite; give the mean difference over its standard deviation"
    case .probability(let index, let value):
      "p-value \(index + 1) is \(value); it must lie between 0 and 1"
    case .testImages(let count):
      "\(count) test images; accuracies need at least 1"
    case .correct(let correct, let testImages):
      "\(correct) correct of \(testImages) test images; give a count from 0 to \(testImages)"
    case .tooMany(let count):
      "\(count) trials; exact binomial probabilities are computed for at most \(GSL.mostTrials)"
    case .difference(let index, let value, let testImages):
      "difference \(index + 1) is \(value) images of \(testImages) tested; "
        + "give differences of correct counts on the same test set"
    }
  }
}
