import Study

extension Study {
  /// The arm that the report is about: the first that begins with a pretext's weights, else the first
  /// that is not the baseline.
  var subject: Arm? {
    let others = arms.filter { $0.name != analysis.baseline }
    return others.first { $0.pretext != nil } ?? others.first
  }
}
