extension Run {
  /// What the run has in common with those of other seeds: `pretraining rotation`, `rotation, 1000 labels`.
  ///
  /// - Parameter plan: the run's, which tells whether a task need be named.
  /// - Returns: a text that is one run's in every repetition.
  public func cell(of plan: Plan) -> String {
    switch kind {
    case .pretraining(let pretext): "pretraining \(pretext)"
    case .downstream(let arm, let labels, let task):
      plan.study.tasks.count > 1
        ? "\(task), \(arm.name), \(labels) labels" : "\(arm.name), \(labels) labels"
    }
  }
}
