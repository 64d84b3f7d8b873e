extension StudyRules {
  /// A schedule's times must lie within the training, and change something.
  mutating func check(
    _ schedule: ScheduleSpecification, over budget: TrainingSpecification.Budget,
    _ path: JSON5Path
  ) {
    let (length, unit): (Int, String) =
      switch budget {
      case .epochs(let epochs): (epochs, "epochs")
      case .updates(let updates, _): (updates, "updates")
      }
    let warmup = schedule.warmup
    require(warmup >= 0, .tooSmall(warmup, least: 0), path["warmup"])
    // A length below 1 is reported by itself.
    if length >= 1, warmup >= length {
      report(.scheduleTime(warmup, length: length, unit: unit), path["warmup"])
    }
    switch schedule {
    case .constant:
      require(warmup != 0, .tooSmall(warmup, least: 1), path["warmup"])
    case .step(let factor, let times, _):
      require(factor > 0 && factor.isFinite, .notPositive(factor), path["factor"])
      check(times, length: length, unit: unit, path["at"])
    case .cosine(let final, _):
      require(final >= 0 && final < 1, .notFraction(final), path["final"])
    }
  }

  private mutating func check(_ times: [Int], length: Int, unit: String, _ path: JSON5Path) {
    require(!times.isEmpty, .emptyList(least: 1, noun: "time"), path)
    for (index, time) in times.enumerated() {
      if time < 1 || (length >= 1 && time >= length) {
        report(.scheduleTime(time, length: length, unit: unit), path[index])
      }
      if index > 0, time <= times[index - 1] {
        report(.scheduleOrder(time, after: times[index - 1]), path[index])
      }
    }
  }

  /// An augmentation must do something, and leave something of the image.
  mutating func check(_ augmentation: AugmentationSpecification, _ path: JSON5Path) {
    let most = max((study.dataset.side ?? 4097) - 1, 0)
    let crop = augmentation.crop
    require((0...most).contains(crop), .outside(crop, 0...most), path["crop"])
    require(crop != 0 || augmentation.flip, .noAugmentation, path)
  }
}
